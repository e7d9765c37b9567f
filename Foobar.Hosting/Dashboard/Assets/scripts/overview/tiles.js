import { h } from '../core/view.js';
import { formatMilliseconds, formatNumber } from '../core/format.js';
import { formatAge, formatFull } from '../core/time.js';
import { recent } from './history.js';

// Long enough to be calm, short enough to show what happens now.
const SECONDS = 10;

const LAG_LIMIT = 5;

/** The numbers that an operator looks at first. */
export function tiles(overview, now) {
  const { traffic, replication, retries, database, to } = overview;
  const mean = (read) => recent(traffic, read, SECONDS, to);
  const requests = mean((point) => point.requests);
  const serverErrors = mean((point) => point.serverErrors);
  const lag = replication.findLast((point) => typeof point.lag === 'number')?.lag;
  return [
    tile('Requests', number(requests), 'per second'),
    tile('Latency, median', time(mean((point) => point.p50)), `99 % within ${time(mean((point) => point.p99))}`),
    tile('Errors', requests > 0 ? `${formatNumber((100 * (serverErrors ?? 0)) / requests)} %` : '–', `${number(mean((point) => point.clientErrors))}/s refused, ${number(recent(retries, (point) => point.value, SECONDS, to))}/s retried`, serverErrors > 0 ? 'bad' : null),
    tile('Primary', database.primary ?? 'None', [database.term && `Term ${database.term}`, database.state].filter(Boolean).join(', '), database.primary ? null : 'bad'),
    tile('Replication lag', typeof lag === 'number' ? formatMilliseconds(1000 * lag) : '–', database.replica ? `${database.replica} follows` : 'No replica follows', typeof lag !== 'number' ? 'warn' : lag > LAG_LIMIT ? 'warn' : null),
    failoverTile(database.lastFailover, now),
  ];
}

function failoverTile(last, now) {
  if (!last) {
    return tile('Last failover', 'None', 'since the start');
  }

  const at = new Date(last.time);
  const duration = typeof last.duration === 'number' ? `${formatMilliseconds(1000 * last.duration)} without writes: ` : '';
  return tile('Last failover', formatAge(now - at), `${duration}${last.reason}`, null, formatFull(at));
}

function tile(name, value, detail, tone = null, title = null) {
  return h('div', { key: name, class: `tile ${tone ? `tone-${tone}` : ''}`, title }, h('dt', null, name), h('dd', null, h('strong', null, value), h('small', null, detail)));
}

function number(value) {
  return value === null ? '–' : formatNumber(value);
}

function time(value) {
  return value === null ? '–' : formatMilliseconds(value);
}
