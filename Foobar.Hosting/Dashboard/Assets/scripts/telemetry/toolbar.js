import { h } from '../core/view.js';
import { icon } from '../core/icons.js';
import { describeFilter } from './filters.js';

// The controls that the pages of telemetry share.

/** Chooses a resource, or all. The address may name one that is not there (any more): the picker says so honestly. */
export function resourcePicker(names, selected, onSelect) {
  const known = selected === null || names.includes(selected) ? names : [selected, ...names];
  return choice('Resource', [['', 'All resources'], ...known.map((name) => [name, name])], selected ?? '', (value) => onSelect(value || null));
}

/** A drop-down of [value, text] pairs. */
export function choice(label, options, selected, onSelect) {
  return h('select', { key: label, class: 'field', 'aria-label': label, value: selected, onchange: (event) => onSelect(event.target.value) },
    options.map(([value, text]) => h('option', { key: value, value }, text)));
}

export function searchField(label, value, onInput) {
  return h('input', {
    key: 'search',
    class: 'field toolbar-filter',
    type: 'search',
    placeholder: `${label} (/)`,
    'aria-label': label,
    value,
    oninput: (event) => onInput(event.target.value),
  });
}

export function toggle(iconName, text, isPressed, onclick) {
  return h('button', { key: text, class: 'button', 'aria-pressed': String(isPressed), 'aria-label': text, title: text, onclick }, icon(iconName), h('span', null, text));
}

export function addFilterButton(onclick) {
  return h('button', { key: 'add filter', class: 'button', 'aria-label': 'Add a filter', title: 'Filter by a field', onclick }, icon('filter'), h('span', null, 'Filter'));
}

export function clearButton(onclick) {
  return h('button', { key: 'clear', class: 'button button-icon', 'aria-label': 'Clear the view', title: 'Clear the view', onclick }, icon('clear'));
}

export function downloadLink(text, href, name) {
  return h('a', { key: 'download', class: 'button button-icon', href, download: name, 'aria-label': text, title: text }, icon('download'));
}

/** What narrows the view besides the controls: each can be taken away. Items are [text, onRemove]. */
export function chips(items) {
  return h('ul', { key: 'chips', class: 'chips', 'aria-label': 'Filters' }, items.map(([text, onRemove]) =>
    h('li', { key: text, class: 'chip' },
      h('span', { title: text }, text),
      h('button', { class: 'button button-quiet button-icon', 'aria-label': `Remove the filter ${text}`, title: 'Remove', onclick: onRemove }, icon('close')))));
}

/** Chips of filters as they stand in the address. */
export function filterChips(filters, onChange) {
  return filters.map((filter) => [describeFilter(filter), () => onChange(filters.filter((other) => other !== filter))]);
}
