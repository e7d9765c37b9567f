import { h } from '../core/view.js';
import { gridCell } from '../core/grid.js';
import { formatMilliseconds } from '../core/format.js';
import { formatFull, formatPreciseClock } from '../core/time.js';
import { traceAddress } from '../telemetry/addresses.js';
import { resourceTag } from '../telemetry/resourcetag.js';

export const COLUMNS = [
  { name: 'Time', style: 'time' },
  { name: 'Name', style: 'name' },
  { name: 'Spans', style: 'spans' },
  { name: 'Duration', style: 'duration' },
];

/** A row of the list. The bar compares the duration with the longest one shown. */
export function traceRow(trace, longest, styleOf) {
  const time = new Date(trace.time);
  return {
    props: { class: trace.errors > 0 ? 'has-error' : '' },
    cells: [
      gridCell('time', h('time', { datetime: trace.time, title: formatFull(time) }, formatPreciseClock(time))),
      gridCell('name',
        h('a', { href: traceAddress(trace.traceId), tabindex: -1, title: trace.name }, trace.name),
        h('small', { class: 'mono muted' }, trace.traceId.slice(0, 7)),
        trace.errors > 0 && h('span', { key: 'errors', class: 'badge tone-bad' }, trace.errors === 1 ? '1 error' : `${trace.errors} errors`)),
      gridCell('spans', trace.resources.map((resource) => h('span', { key: resource.name, class: `resource-count ${resource.errors > 0 ? 'has-error' : ''}` },
        resourceTag(resource.name, styleOf(resource.name), spansOf(resource)), h('b', null, resource.spans)))),
      gridCell('duration',
        h('svg', { class: 'duration-bar', 'aria-hidden': 'true' },
          h('rect', { class: trace.errors > 0 ? 'bar-bad' : 'bar', x: 0, y: '30%', height: '40%', rx: 2, width: `${Math.max(1, (100 * trace.duration) / longest)}%` })),
        h('span', null, formatMilliseconds(trace.duration))),
    ],
  };
}

function spansOf({ name, spans, errors }) {
  return `${name}: ${spans} ${spans === 1 ? 'span' : 'spans'}${errors > 0 ? `, ${errors} with an error` : ''}`;
}
