import { h } from '../core/view.js';
import { icon } from '../core/icons.js';
import { gridCell } from '../core/grid.js';
import { formatMilliseconds } from '../core/format.js';
import { resourceTag } from '../telemetry/resourcetag.js';

const INDENT = 14;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

// Percent: also what takes no time at all can be seen.
const MIN_WIDTH = 0.4;

// A duration that would not fit between the bar's end and the edge stands before the bar.
const TURNING_POINT = 70;

/** The columns: names, and the time axis over the bars. */
export function waterfallColumns(duration) {
  return [
    { name: 'Span', style: 'span' },
    {
      name: 'Time',
      style: 'bars',
      content: h('svg', { class: 'axis', role: 'img', 'aria-label': `Time axis, 0 to ${formatMilliseconds(duration)}` },
        TICKS.map((tick) => h('g', { key: tick },
          h('line', { class: 'tick', x1: `${tick * 100}%`, x2: `${tick * 100}%`, y1: 0, y2: '100%' }),
          h('text', { x: `${tick * 100}%`, y: '50%', dx: 4, 'dominant-baseline': 'central' }, formatMilliseconds(duration * tick))))),
    },
  ];
}

/** A row of the waterfall. */
export function spanRow(row, { duration, styleOf, onToggle }) {
  const { span, depth, indent, hasChildren, isCollapsed, isMatch } = row;
  const hasError = span.status === 'Error';
  return {
    props: {
      class: `${hasError ? 'has-error' : ''} ${isMatch ? '' : 'is-context'}`,
      'aria-level': depth + 1,
      'aria-expanded': hasChildren ? String(!isCollapsed) : null,
    },
    cells: [
      gridCell('span',
        h('svg', { key: 'indent', class: 'indent', width: indent * INDENT, height: 1, 'aria-hidden': 'true' }),
        hasChildren
          ? h('button', { key: 'toggle', class: 'button button-quiet tree-toggle', tabindex: -1, 'aria-label': `${isCollapsed ? 'Expand' : 'Collapse'} ${span.name}`, onclick: () => onToggle(span) }, icon(isCollapsed ? 'expand' : 'collapse'))
          : h('span', { key: 'leaf', class: 'tree-leaf' }),
        resourceTag(span.resource, styleOf(span.resource)),
        hasError && h('span', { key: 'error', class: 'tone-bad span-error', title: span.statusMessage ?? 'Error' }, icon('error'), h('span', { class: 'visually-hidden' }, 'Error')),
        h('span', { key: 'name', class: 'span-name', title: span.name }, span.name, span.peer && h('small', { class: 'muted' }, ` → ${span.peer}`)),
        span.logs > 0 && h('span', { key: 'logs', class: 'span-logs', title: `${span.logs} log entries` }, icon('structuredlogs'), span.logs)),
      gridCell('bars', bar(span, duration, styleOf(span.resource))),
    ],
  };
}

function bar(span, duration, style) {
  const start = percent(span.start, duration);
  const width = percent(span.duration, duration);
  const end = start + width;
  const isBefore = start > TURNING_POINT;
  return h('svg', { class: `span-bar ${style}`, role: 'img', 'aria-label': `${formatMilliseconds(span.duration)}, from ${formatMilliseconds(span.start)}` },
    TICKS.slice(1, -1).map((tick) => h('line', { key: tick, class: 'tick', x1: `${tick * 100}%`, x2: `${tick * 100}%`, y1: 0, y2: '100%' })),
    h('rect', { class: span.status === 'Error' ? 'bar is-error' : 'bar', x: `${start}%`, y: '26%', width: `${Math.max(MIN_WIDTH, width)}%`, height: '48%', rx: 3 }),
    span.events.map((event, i) => h('circle', { key: `event ${i}`, class: 'event', cx: `${percent(event.time, duration)}%`, cy: '50%', r: 3 })),
    h('text', { x: `${isBefore ? start : end}%`, y: '50%', dx: isBefore ? -6 : 6, 'dominant-baseline': 'central', 'text-anchor': isBefore ? 'end' : 'start' }, formatMilliseconds(span.duration)));
}

function percent(part, whole) {
  return whole > 0 ? Math.min(100, Math.max(0, (100 * part) / whole)) : 0;
}
