import { h } from '../core/view.js';
import { icon } from '../core/icons.js';
import { formatDuration, formatFull } from '../core/time.js';
import { consoleLogsAddress, stateBadge, typeIcon, urlLink } from './parts.js';
import { describeReport, describeState } from './state.js';
import { metricsAddress, structuredLogsAddress, tracesAddress } from '../telemetry/addresses.js';
import { propertyTitle } from './types.js';

// What else there is to see of a resource.
const LINKS = [
  ['logs', 'Console logs', consoleLogsAddress],
  ['structuredlogs', 'Structured logs', structuredLogsAddress],
  ['traces', 'Traces', tracesAddress],
  ['metrics', 'Metrics', metricsAddress],
];

const HEALTH_TONES = { Healthy: 'ok', Degraded: 'warn', Unhealthy: 'bad' };

/** Everything known of one resource, in a panel beside the table. */
export function detailsPanel(resource, { onClose, commands, values, now }) {
  return h('aside', { key: 'details', class: 'details', 'aria-label': `Details of ${resource.id}`, tabindex: -1 },
    h('header', { class: 'details-header' },
      typeIcon(resource.type),
      h('div', { class: 'name-text' }, h('h2', null, resource.id), h('small', { class: 'muted' }, resource.type)),
      stateBadge(describeState(resource)),
      h('button', { class: 'button button-quiet button-icon', 'aria-label': 'Close details', title: 'Close (Escape)', onclick: onClose }, icon('close'))),
    h('div', { class: 'details-actions' },
      resource.commands.map((command) => commands.button(resource, command, { isSmall: false })),
      LINKS.map(([name, text, address]) => h('a', { key: name, class: 'button', href: address(resource.id) }, icon(name), text))),
    section('Overview', h('dl', { class: 'facts' }, overview(resource, now))),
    resource.urls.length > 0 && section('URLs', h('dl', { class: 'facts' }, resource.urls.map(urlFact))),
    resource.healthReports.length > 0 && section('Health', resource.healthReports.map(healthReport)),
    valuesSection('Properties', resource, 'properties', resource.properties, values),
    valuesSection('Environment variables', resource, 'environment', resource.environment, values),
    resource.relationships.length > 0 && section('Relationships', h('dl', { class: 'facts' }, resource.relationships.map((relationship) =>
      fact(relationship.type, h('a', { href: `/?resource=${encodeURIComponent(relationship.resource)}` }, relationship.resource), `${relationship.type} ${relationship.resource}`)))));
}

function section(title, ...children) {
  return h('section', { key: title, 'aria-label': title }, h('h3', null, title), children);
}

function fact(name, value, key = name) {
  return h('div', { key }, h('dt', null, name), h('dd', null, value));
}

function overview(resource, now) {
  const { text, detail } = describeState(resource);
  const times = [['Created', resource.createdAt], ['Started', resource.startedAt], ['Stopped', resource.stoppedAt]];
  return [
    fact('State', [text, detail && h('div', { class: 'muted' }, detail)]),
    resource.replicas > 1 && fact('Replica of', resource.name),
    times.filter(([, time]) => time).map(([name, time]) => fact(name, formatFull(new Date(time)))),
    resource.startedAt && !resource.stoppedAt && fact('Uptime', formatDuration(now - new Date(resource.startedAt))),
    resource.exitCode !== null && resource.exitCode !== undefined && fact('Exit code', resource.exitCode),
  ];
}

function urlFact(url) {
  return fact(url.endpoint ?? 'link', [urlLink(url), url.text !== url.url && h('div', { class: 'muted mono' }, url.url)], `${url.endpoint} ${url.url}`);
}

function healthReport(report) {
  return h('article', { key: report.name, class: 'health-report' },
    h('header', null,
      h('strong', null, report.name),
      stateBadge({ tone: HEALTH_TONES[report.status] ?? 'busy', text: report.status ?? 'Not run yet' })),
    report.status && report.status !== 'Healthy' ? h('p', null, describeReport(report)) : report.description && h('p', null, report.description),
    report.error && h('pre', { tabindex: 0 }, report.error),
    report.lastRunAt && h('p', null, `Last change ${formatFull(new Date(report.lastRunAt))}`));
}

function valuesSection(title, resource, kind, items, values) {
  return items.length > 0 && section(title, h('dl', { class: `values values-${kind}` }, items.map((item) =>
    h('div', { key: item.name }, h('dt', null, kind === 'properties' ? propertyTitle(item.name) : item.name), h('dd', null, values.view(resource, kind, item))))));
}
