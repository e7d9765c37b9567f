import { h } from '../core/view.js';
import { gridCell } from '../core/grid.js';
import { formatFull, formatPreciseClock } from '../core/time.js';
import { traceAddress } from '../telemetry/addresses.js';
import { resourceTag } from '../telemetry/resourcetag.js';
import { levelTone } from './levels.js';

export const COLUMNS = [
  { name: 'Resource', style: 'resource' },
  { name: 'Level', style: 'level' },
  { name: 'Time', style: 'time' },
  { name: 'Message', style: 'message' },
  { name: 'Trace', style: 'trace' },
];

export function levelBadge(level) {
  return h('span', { class: `badge level tone-${levelTone(level)} ${level === 'Critical' ? 'is-critical' : ''}` }, level);
}

/** A row of the table. */
export function logRow(log, styleOf) {
  const time = new Date(log.time);
  return {
    props: { class: `level-${log.level.toLowerCase()}` },
    cells: [
      gridCell('resource', resourceTag(log.resource, styleOf(log.resource))),
      gridCell('level', levelBadge(log.level)),
      gridCell('time', h('time', { datetime: log.time, title: formatFull(time) }, formatPreciseClock(time))),
      gridCell('message', h('span', { class: 'message', title: log.message }, log.message),
        log.exceptionType && h('span', { class: 'exception-type tone-bad', title: log.exceptionType }, log.exceptionType.split('.').at(-1))),
      gridCell('trace', log.traceId && h('a', { class: 'mono', href: traceAddress(log.traceId, log.spanId), tabindex: -1, title: 'Show the trace' }, log.traceId.slice(0, 7))),
    ],
  };
}
