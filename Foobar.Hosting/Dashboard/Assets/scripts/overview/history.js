// The overview's points over time. Pure.

const LISTS = ['traffic', 'retries', 'replication'];

/** An overview with the points of a newer one added, as far back as it reached before. */
export function merge(known, news) {
  const span = new Date(known.to) - new Date(known.from);
  const from = new Date(new Date(news.to) - span).toISOString();
  const servers = new Map(known.servers.map((server) => [server.name, server]));
  return {
    ...known,
    ...news,
    from,
    servers: news.servers.map((server) => ({ ...server, points: mergePoints(servers.get(server.name)?.points ?? [], server.points, from) })),
    ...Object.fromEntries(LISTS.map((name) => [name, mergePoints(known[name], news[name], from)])),
  };
}

/** The mean of a value over the last so many seconds; null where nothing is known. */
export function recent(points, read, seconds, to) {
  const since = new Date(to) - 1000 * seconds;
  const values = points.filter(({ time }) => new Date(time) > since).map(read).filter((value) => typeof value === 'number');
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Points for a chart. */
export function toSeries(points, read) {
  return points.map((point) => [Date.parse(point.time), read(point) ?? null]);
}

function mergePoints(known, news, from) {
  const times = new Set(news.map(({ time }) => time));
  return [...known.filter(({ time }) => !times.has(time)), ...news].filter(({ time }) => Date.parse(time) >= Date.parse(from));
}
