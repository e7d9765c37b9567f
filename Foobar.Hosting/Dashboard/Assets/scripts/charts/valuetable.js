import { h } from '../core/view.js';
import { formatFull } from '../core/time.js';

const MAX_ROWS = 300;

/** The numbers of a chart as a table, the newest first. */
export function valueTable(label, { series, format }) {
  const bySeries = series.map(({ points }) => new Map(points));
  const times = [...new Set(bySeries.flatMap((points) => [...points.keys()]))].sort((a, b) => b - a).slice(0, MAX_ROWS);
  return h('div', { key: 'table', class: 'value-table', tabindex: 0, role: 'region', 'aria-label': `${label} as a table` },
    h('table', { class: 'table' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Time'), series.map(({ name }) => h('th', { key: name, scope: 'col' }, name)))),
      h('tbody', null, times.map((time) => h('tr', { key: time },
        h('th', { scope: 'row' }, formatFull(new Date(time))),
        bySeries.map((points, i) => h('td', { key: series[i].name }, typeof points.get(time) === 'number' ? format(points.get(time)) : '–')))))));
}
