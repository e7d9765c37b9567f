// Severities of logs. Pure.

export const LEVELS = ['Trace', 'Debug', 'Information', 'Warning', 'Error', 'Critical'];

const TONES = { Trace: 'idle', Debug: 'idle', Information: 'busy', Warning: 'warn', Error: 'bad', Critical: 'bad' };

/** The tone of a level's badge. */
export function levelTone(level) {
  return TONES[level] ?? 'idle';
}
