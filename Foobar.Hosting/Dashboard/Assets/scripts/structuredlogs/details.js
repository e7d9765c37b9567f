import { h } from '../core/view.js';
import { icon } from '../core/icons.js';
import { formatFull, formatPreciseClock } from '../core/time.js';
import { copyButton } from '../core/copy.js';
import { consoleLogsAddress } from '../resources/parts.js';
import { attributesView, detailsHeader, fact, section } from '../telemetry/attributes.js';
import { structuredLogsAddress, traceAddress } from '../telemetry/addresses.js';
import { levelBadge } from './parts.js';

/** Everything known of one entry, in a panel beside the table. */
export function logDetails(log, { onClose, onFilter }) {
  const time = new Date(log.time);
  return h('aside', { key: `log ${log.id}`, class: 'details', 'aria-label': 'Details of the log entry', tabindex: -1 },
    detailsHeader(log.category || 'Log entry', `${log.resource}, ${formatPreciseClock(time)}`, levelBadge(log.level), onClose),
    h('div', { class: 'details-actions' },
      log.traceId && h('a', { key: 'trace', class: 'button', href: traceAddress(log.traceId, log.spanId) }, icon('traces'), 'Trace'),
      log.traceId && h('a', { key: 'logs', class: 'button', href: structuredLogsAddress(null, { traceId: log.traceId }) }, icon('structuredlogs'), 'Logs of the trace'),
      h('a', { key: 'console', class: 'button', href: consoleLogsAddress(log.resource) }, icon('logs'), 'Console logs')),
    section('Message', h('div', { class: 'message-full' }, h('p', null, log.message), copyButton('the message', log.message))),
    log.exception && section('Exception',
      h('p', { class: 'exception-title' }, h('strong', null, log.exception.type), log.exception.message && `: ${log.exception.message}`),
      log.exception.stackTrace && h('pre', { class: 'stack-trace', tabindex: 0, 'aria-label': 'Stack trace' }, log.exception.stackTrace)),
    section('Entry', h('dl', { class: 'facts' },
      fact('Time', formatFull(time)),
      log.observedTime && fact('Received', formatFull(new Date(log.observedTime))),
      fact('Category', log.category || '(none)'),
      log.eventName && fact('Event', log.eventName),
      log.traceId && fact('Trace', h('a', { class: 'mono', href: traceAddress(log.traceId) }, log.traceId)),
      log.traceId && log.spanId && fact('Span', h('a', { class: 'mono', href: traceAddress(log.traceId, log.spanId) }, log.spanId)))),
    log.attributes.length > 0 && section('Attributes', attributesView(log.attributes, onFilter)),
    log.resourceAttributes.length > 0 && section('Resource', attributesView(log.resourceAttributes)));
}
