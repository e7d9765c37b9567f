// Where views of telemetry are. Pure.

/** Structured logs, of one resource or all; the query narrows them. */
export function structuredLogsAddress(resource = null, query = {}) {
  return withQueryOf(`/structuredlogs${resource === null ? '' : `/resource/${encodeURIComponent(resource)}`}`, query);
}

/** Traces, of one resource or all. */
export function tracesAddress(resource = null, query = {}) {
  return withQueryOf(`/traces${resource === null ? '' : `/resource/${encodeURIComponent(resource)}`}`, query);
}

/** One trace, where a span may be selected. */
export function traceAddress(traceId, spanId = null) {
  return withQueryOf(`/traces/detail/${encodeURIComponent(traceId)}`, spanId === null ? {} : { span: spanId });
}

/** Metrics, of one resource or all; an instrument may be selected. */
export function metricsAddress(resource = null, instrument = null, query = {}) {
  const of = resource === null ? '' : `/resource/${encodeURIComponent(resource)}`;
  const which = instrument === null ? '' : `/meter/${encodeURIComponent(instrument.meter)}/instrument/${encodeURIComponent(instrument.name)}`;
  return withQueryOf(`/metrics${of}${which}`, query);
}

function withQueryOf(path, query) {
  const parameters = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => [value].flat().map((each) => [name, each])));
  return path + (parameters.size > 0 ? `?${parameters}` : '');
}
