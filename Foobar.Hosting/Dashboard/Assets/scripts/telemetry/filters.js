import { h, render } from '../core/view.js';

/** The operators of a filter, as the address and the server name them. */
const OPERATORS = { eq: 'equals', ne: 'does not equal', contains: 'contains', notContains: 'does not contain' };

/** A filter as it stands in the address. */
export function formatFilter(name, operator, value) {
  return `${name}:${operator}:${value}`;
}

/** The parts of a filter. Names may have colons in them; the first operator after one ends the name. */
export function parseFilter(filter) {
  const match = /^(?<name>.+?):(?<operator>eq|ne|contains|notContains):(?<value>[\s\S]*)$/.exec(filter);
  return match ? { ...match.groups } : { name: filter, operator: 'contains', value: '' };
}

/** A filter in words. */
export function describeFilter(filter) {
  const { name, operator, value } = parseFilter(filter);
  return `${name} ${OPERATORS[operator]} ${value}`;
}

/** Asks for a filter. Resolves to it, or to null when called off. */
export function askForFilter(names) {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'filter-title');
  const add = (event) => {
    event.preventDefault();
    const { name, operator, value } = Object.fromEntries(new FormData(event.target));
    dialog.close(formatFilter(name.trim(), operator, value.trim()));
  };
  render(
    dialog,
    h('h2', { id: 'filter-title' }, 'Filter by a field'),
    h('form', { class: 'filter-form', onsubmit: add },
      h('label', null, 'Field', h('input', { class: 'field', name: 'name', list: 'filter-names', required: true, autofocus: true, autocomplete: 'off' })),
      h('datalist', { id: 'filter-names' }, names.map((name) => h('option', { key: name, value: name }))),
      h('label', null, 'Condition', h('select', { class: 'field', name: 'operator' }, Object.entries(OPERATORS).map(([id, text]) => h('option', { key: id, value: id }, text)))),
      h('label', null, 'Value', h('input', { class: 'field', name: 'value', autocomplete: 'off' })),
      h('div', { class: 'dialog-buttons' },
        h('button', { class: 'button', type: 'button', onclick: () => dialog.close() }, 'Cancel'),
        h('button', { class: 'button button-primary' }, 'Add filter'))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue || null);
    });
  });
}
