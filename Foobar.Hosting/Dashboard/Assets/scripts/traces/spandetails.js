import { h } from '../core/view.js';
import { icon } from '../core/icons.js';
import { formatMilliseconds } from '../core/format.js';
import { stateBadge } from '../resources/parts.js';
import { attributesView, detailsHeader, fact, section } from '../telemetry/attributes.js';
import { structuredLogsAddress, traceAddress } from '../telemetry/addresses.js';
import { resourceTag } from '../telemetry/resourcetag.js';

const TONES = { Ok: 'ok', Error: 'bad', Unset: 'idle' };

/** Everything known of one span, in a panel beside the waterfall. */
export function spanDetails(trace, span, { onClose, onSearch, styleOf }) {
  const children = trace.items.filter((other) => other.parentId === span.spanId);
  const parent = trace.items.find((other) => other.spanId === span.parentId);
  return h('aside', { key: `span ${span.spanId}`, class: 'details', 'aria-label': `Details of the span ${span.name}`, tabindex: -1 },
    detailsHeader(span.name, `${span.kind}, ${formatMilliseconds(span.duration)}`, stateBadge({ tone: TONES[span.status], text: span.status }), onClose),
    h('div', { class: 'details-actions' },
      h('a', { class: 'button', href: structuredLogsAddress(null, { traceId: trace.traceId, spanId: span.spanId }) }, icon('structuredlogs'), span.logs === 1 ? '1 log entry' : `${span.logs} log entries`)),
    section('Span', h('dl', { class: 'facts' },
      fact('Resource', resourceTag(span.resource, styleOf(span.resource))),
      fact('Start', `${formatMilliseconds(span.start)} after the trace's`),
      fact('Duration', formatMilliseconds(span.duration)),
      fact('Status', [span.status, span.statusMessage && h('div', { class: 'muted' }, span.statusMessage)]),
      fact('Kind', span.kind),
      span.peer && fact('Calls', span.peer),
      span.scope && fact('Scope', span.scope),
      fact('Span id', h('span', { class: 'mono' }, span.spanId)),
      parent && fact('Parent', h('a', { href: traceAddress(trace.traceId, parent.spanId) }, parent.name)),
      children.length > 0 && fact('Children', h('ul', null, children.map((child) => h('li', { key: child.spanId }, h('a', { href: traceAddress(trace.traceId, child.spanId) }, child.name))))))),
    span.attributes.length > 0 && section('Attributes', attributesView(span.attributes, (key, value) => onSearch(value))),
    span.events.length > 0 && section('Events', span.events.map((event, i) =>
      h('article', { key: i, class: 'health-report' },
        h('header', null, h('strong', null, event.name), h('span', { class: 'muted' }, formatMilliseconds(event.time))),
        attributesView(event.attributes)))),
    span.links.length > 0 && section('Links', span.links.map((link, i) =>
      h('article', { key: i, class: 'health-report' },
        h('header', null, h('a', { class: 'mono', href: traceAddress(link.traceId, link.spanId) }, `${link.traceId.slice(0, 7)} / ${link.spanId.slice(0, 7)}`)),
        link.attributes.length > 0 && attributesView(link.attributes)))));
}
