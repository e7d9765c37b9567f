import { h } from '../core/view.js';
import { icon } from '../core/icons.js';
import { withQuery } from '../core/router.js';
import { formatClock, formatDuration, formatFull } from '../core/time.js';
import { structuredLogsAddress } from '../telemetry/addresses.js';
import { consoleLogsAddress, stateBadge, typeIcon, urlLink } from './parts.js';
import { describeReplicas, describeState } from './state.js';
import { toRows } from './tree.js';
import { shortSource } from './types.js';

const MAX_DEPTH = 3;
const MAX_ERRORS = 99;

/** The table of all resources. */
export function resourceTable(resources, { selected, onSelect, commands, errors, now }) {
  return h('div', { class: 'panel' },
    h('table', { class: 'table', role: 'table', 'aria-label': 'Resources' },
      h('thead', { role: 'rowgroup' },
        h('tr', { role: 'row' },
          header('Name'), header('State'), header('Started', 'column-started'), header('Source', 'column-source'), header('URLs'), header('Actions', 'column-actions'))),
      h('tbody', { role: 'rowgroup' },
        toRows(resources).map((row) => (row.replicas
          ? replicasRow(row)
          : resourceRow(row, { isSelected: row.resource.id === selected, onSelect, commands, errors: errors.of(row.resource.id), now }))))));
}

function header(text, style) {
  return h('th', { role: 'columnheader', scope: 'col', class: style }, text);
}

function cell(style, ...children) {
  return h('td', { role: 'cell', class: style, key: style }, children);
}

function replicasRow({ key, depth, replicas: [first, ...others] }) {
  const state = describeReplicas([first, ...others]);
  return h('tr', { key, role: 'row', class: nesting(depth) },
    cell('column-name', h('div', { class: `name ${indent(depth)}` },
      typeIcon(first.type),
      h('div', { class: 'name-text' }, h('strong', null, first.name), h('small', null, `${first.type}, ${first.replicas} replicas`)))),
    cell('column-state', stateBadge(state)),
    cell('column-started'),
    cell('column-source', sourceView(first)),
    cell('column-urls', urlsView(first)),
    cell('column-actions'));
}

function resourceRow({ key, depth, resource }, { isSelected, onSelect, commands, errors, now }) {
  const state = describeState(resource);
  const isReplica = resource.replicas > 1;
  return h('tr', {
    key,
    role: 'row',
    class: `row-link ${nesting(depth)} ${isSelected ? 'is-selected' : ''}`,
    onclick: (event) => isMeantForRow(event) && onSelect(resource.id),
  },
    cell('column-name', h('div', { class: `name ${indent(depth)}` },
      typeIcon(resource.type),
      h('div', { class: 'name-text' },
        h('a', { href: withQuery({ resource: resource.id }), 'aria-current': isSelected ? 'true' : null }, resource.id),
        h('small', null, isReplica ? 'Replica' : resource.type)),
      errors > 0 && errorsLink(resource.id, errors))),
    cell('column-state', stateBadge(state), state.detail && h('span', { class: 'state-detail', title: state.detail }, state.detail)),
    cell('column-started', startedView(resource, now)),
    cell('column-source', !isReplica && sourceView(resource)),
    cell('column-urls', !isReplica && urlsView(resource)),
    cell('column-actions', h('div', { class: 'actions' },
      resource.commands.filter((command) => command.isHighlighted).map((command) => commands.button(resource, command, { isSmall: true })),
      h('a', { class: 'button button-quiet button-icon', href: consoleLogsAddress(resource.id), title: 'Console logs', 'aria-label': `Console logs of ${resource.id}` }, icon('logs')))));
}

function errorsLink(id, errors) {
  const text = `${errors} ${errors === 1 ? 'error' : 'errors'} logged`;
  return h('a', { key: 'errors', class: 'badge tone-bad error-count', href: structuredLogsAddress(id, { level: 'Error' }), title: text, 'aria-label': `${text} by ${id}` }, errors > MAX_ERRORS ? `${MAX_ERRORS}+` : errors);
}

// Neither a link or button in the row, nor the end of selecting text.
function isMeantForRow(event) {
  return !event.target.closest('a, button') && getSelection().type !== 'Range';
}

function nesting(depth) {
  return depth > 0 ? `nested-${Math.min(depth, MAX_DEPTH)}` : '';
}

function indent(depth) {
  return depth > 0 ? `depth-${Math.min(depth, MAX_DEPTH)}` : '';
}

function startedView(resource, now) {
  if (!resource.startedAt) {
    return null;
  }

  const started = new Date(resource.startedAt);
  const ended = resource.stoppedAt ? new Date(resource.stoppedAt) : null;
  const span = formatDuration((ended ?? now) - started);
  return h('div', { class: 'started', title: formatFull(started) }, formatClock(started), h('small', null, ended ? `ran ${span}` : `for ${span}`));
}

function sourceView(resource) {
  return resource.source && h('div', { class: 'source mono', title: resource.source }, shortSource(resource.source));
}

function urlsView(resource) {
  const urls = resource.urls.filter((url) => !url.isInternal);
  return urls.length > 0 && h('ul', { class: 'urls' }, urls.map((url) => h('li', { key: url.url }, urlLink(url))));
}
