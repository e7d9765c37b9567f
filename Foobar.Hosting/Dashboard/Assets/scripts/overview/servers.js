import { h } from '../core/view.js';
import { formatMilliseconds, formatNumber } from '../core/format.js';
import { stateBadge } from '../resources/parts.js';
import { tracesAddress } from '../telemetry/addresses.js';
import { resourceTag } from '../telemetry/resourcetag.js';
import { recent } from './history.js';

const SECONDS = 10;

const TONES = { Healthy: 'ok', Running: 'ok', Degraded: 'warn', Starting: 'busy', Waiting: 'busy', Stopping: 'busy' };

/** The web servers as the gateways see them. */
export function serverTable({ servers, to }, styleOf) {
  const rows = servers.map((server) => ({
    ...server,
    requests: recent(server.points, (point) => point.requests, SECONDS, to) ?? 0,
    errors: recent(server.points, (point) => point.errors, SECONDS, to) ?? 0,
    latency: recent(server.points, (point) => point.p50, SECONDS, to),
  }));
  const all = rows.reduce((sum, { requests }) => sum + requests, 0);
  return h('table', { class: 'table server-table' },
    h('thead', null, h('tr', null, ['Server', 'State', 'Requests/s', 'Share', 'Errors/s', 'Median'].map((name) => h('th', { key: name, scope: 'col' }, name)))),
    h('tbody', null, rows.map(({ name, state, requests, errors, latency }) => h('tr', { key: name },
      h('th', { scope: 'row' }, h('a', { href: tracesAddress(name) }, resourceTag(name, styleOf(name)))),
      h('td', null, stateBadge({ tone: TONES[state] ?? 'bad', text: state ?? 'Unknown' })),
      h('td', null, formatNumber(requests)),
      h('td', null, all > 0 ? `${Math.round((100 * requests) / all)} %` : '–'),
      h('td', { class: errors > 0 ? 'tone-bad' : null }, formatNumber(errors)),
      h('td', null, latency === null ? '–' : formatMilliseconds(latency))))));
}
