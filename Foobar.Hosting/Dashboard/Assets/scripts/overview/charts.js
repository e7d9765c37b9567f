import { formatMilliseconds, formatNumber } from '../core/format.js';
import { toSeries } from './history.js';

const perSecond = (value) => formatNumber(value);

function answered({ requests, clientErrors, serverErrors }) {
  return requests === null ? null : requests - clientErrors - serverErrors;
}

/** What the overview's charts show: each has an id, a title, and a function from the overview to the data. */
export const CHARTS = [
  {
    id: 'requests',
    title: 'Requests per second',
    data: ({ traffic }) => ({
      isStacked: true,
      format: perSecond,
      series: [
        { name: 'Answered', style: 'series-0', points: toSeries(traffic, answered) },
        { name: 'Refused (4xx)', style: 'series-4', points: toSeries(traffic, (point) => point.clientErrors) },
        { name: 'Failed (5xx)', style: 'series-1', points: toSeries(traffic, (point) => point.serverErrors) },
      ],
    }),
  },
  {
    id: 'latency',
    title: 'Latency through the gateway',
    data: ({ traffic }) => ({
      format: formatMilliseconds,
      series: [
        { name: 'p50', style: 'series-2', points: toSeries(traffic, (point) => point.p50) },
        { name: 'p90', style: 'series-0', points: toSeries(traffic, (point) => point.p90) },
        { name: 'p99', style: 'series-3', points: toSeries(traffic, (point) => point.p99) },
      ],
    }),
  },
  {
    id: 'servers',
    title: 'Requests per second by web server',
    data: ({ servers }, styleOf) => ({
      isStacked: true,
      format: perSecond,
      series: servers.map(({ name, points }) => ({ name, style: styleOf(name), points: toSeries(points, (point) => point.requests) })),
    }),
  },
  {
    id: 'errors',
    title: 'Errors and retries per second',
    data: ({ traffic, retries, servers }) => ({
      format: perSecond,
      series: [
        { name: 'Failed (5xx)', style: 'series-1', points: toSeries(traffic, (point) => point.serverErrors) },
        { name: 'Retries', style: 'series-0', points: toSeries(retries, (point) => point.value) },
        ...servers.map(({ name, points }, i) => ({ name: `Errors of ${name}`, style: `series-${(5 + i) % 8} series-again`, points: toSeries(points, (point) => point.errors) })),
      ],
    }),
  },
  {
    id: 'server-latency',
    title: 'Median latency by web server',
    data: ({ servers }, styleOf) => ({
      format: formatMilliseconds,
      series: servers.map(({ name, points }) => ({ name, style: styleOf(name), points: toSeries(points, (point) => point.p50) })),
    }),
  },
  {
    id: 'lag',
    title: 'Replication lag',
    data: ({ replication }) => ({
      format: (value) => formatMilliseconds(1000 * value),
      series: [{ name: 'Lag', style: 'series-4', points: toSeries(replication, (point) => point.lag) }],
    }),
  },
];
