// Numbers as people read them. Pure.

const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, notation: 'standard' });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

// UCUM codes, as OpenTelemetry writes units.
const MILLISECONDS = { s: 1000, ms: 1, us: 0.001, ns: 0.000001 };

/** Three significant digits; large numbers to the last one. */
export function formatNumber(value) {
  return Math.abs(value) >= 1000 ? whole.format(value) : plain.format(value);
}

/** A span of time in the unit that fits. */
export function formatMilliseconds(value) {
  const size = Math.abs(value);
  if (size >= MINUTE) {
    return `${Math.floor(value / MINUTE)} min ${Math.round((value % MINUTE) / SECOND)} s`;
  }

  if (size >= SECOND) {
    return `${formatNumber(value / SECOND)} s`;
  }

  return size >= 1 || size === 0 ? `${formatNumber(value)} ms` : `${formatNumber(value * 1000)} µs`;
}

export function formatBytes(value) {
  const power = value === 0 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.abs(value)) / 10)));
  return `${formatNumber(value / 1024 ** power)} ${BYTE_UNITS[power]}`;
}

/** A value of an instrument with its unit. */
export function formatMeasure(value, unit) {
  if (unit in MILLISECONDS) {
    return formatMilliseconds(value * MILLISECONDS[unit]);
  }

  if (unit === 'By') {
    return formatBytes(value);
  }

  return `${formatNumber(value)}${unitSuffix(unit)}`;
}

/** The unit as it stands after a number: annotations in braces are words, 1 is none. */
export function unitSuffix(unit) {
  const text = (unit ?? '').replaceAll(/[{}]/g, '');
  return text === '' || text === '1' ? '' : ` ${text}`;
}
