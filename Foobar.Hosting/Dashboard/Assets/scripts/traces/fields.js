// Fields that people filter spans by: OpenTelemetry's semantic conventions for what these resources do. Any other may be written.
export const SPAN_FIELDS = [
  'resource',
  'name',
  'kind',
  'status',
  'http.request.method',
  'http.route',
  'http.response.status_code',
  'url.path',
  'server.address',
  'db.system.name',
  'db.namespace',
  'db.query.text',
  'error.type',
];
