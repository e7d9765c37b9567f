import { formatMeasure, formatNumber } from '../core/format.js';
import { seriesStyle } from '../telemetry/palette.js';

// What a chart shows of an instrument. Pure.

/** The most lines that a chart can hold and still be read. */
const MAX_SERIES = 16;

const PERCENTILES = ['p50', 'p90', 'p99'];

/** What can be shown of a histogram, as pairs of id and text. */
export const HISTOGRAM_VALUES = [['percentiles', 'p50, p90 and p99'], ['p50', 'p50 (median)'], ['p90', 'p90'], ['p99', 'p99'], ['mean', 'Mean'], ['count', 'Count per second']];

/** The chart of an instrument, and how many series it leaves out. */
export function toChart(result, value) {
  const isHistogram = result.type === 'Histogram';
  const format = formatOf(result, value);
  const groups = result.series.map((one) => ({ name: nameOf(one, result.name), points: one.points }));
  const all = !isHistogram
    ? groups.map((group, i) => line(group, 'value', seriesStyle(i)))
    : groups.flatMap((group, i) => (value === 'percentiles'
      ? PERCENTILES.map((percentile, j) => line(group, percentile, percentileStyle(i, j, groups.length), groups.length > 1 ? `${group.name} ${percentile}` : percentile))
      : [line(group, value, seriesStyle(i))]));
  return {
    from: Date.parse(result.from),
    to: Date.parse(result.to),
    format,
    series: all.slice(0, MAX_SERIES),
    leftOut: Math.max(0, all.length - MAX_SERIES),
    exemplars: isHistogram && value !== 'count' ? result.exemplars.map((exemplar) => ({ ...exemplar, time: Date.parse(exemplar.time) })) : [],
  };
}

function formatOf({ type, unit }, value) {
  if (type === 'Histogram' && value === 'count') {
    return (number) => `${formatNumber(number)}/s`;
  }

  return type === 'Counter' ? (number) => `${formatMeasure(number, unit === 's' ? '' : unit)}/s` : (number) => formatMeasure(number, unit);
}

function line({ name, points }, property, style, title = name) {
  return { name: title, style, points: points.map((point) => [Date.parse(point.time), point[property] ?? null]) };
}

// One group: a colour a percentile. Several: a colour a group, the percentiles by their strokes.
function percentileStyle(group, percentile, groups) {
  return groups === 1 ? seriesStyle([2, 0, 3][percentile]) : `${seriesStyle(group)} stroke-${PERCENTILES[percentile]}`;
}

function nameOf({ resource, attributes }, instrument) {
  return [resource, ...attributes.map(({ key, value }) => (attributes.length > 1 ? `${key}=${value}` : value))].filter(Boolean).join(', ') || instrument;
}
