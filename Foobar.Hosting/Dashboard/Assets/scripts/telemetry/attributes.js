import { h } from '../core/view.js';
import { icon } from '../core/icons.js';
import { copyButton } from '../core/copy.js';

/** Attributes with their values, each to copy and, where the page can filter, to filter by. */
export function attributesView(attributes, onFilter = null) {
  return h('dl', { class: 'values values-attributes' }, attributes.map(({ key, value }) =>
    h('div', { key },
      h('dt', null, key),
      h('dd', null,
        h('span', { class: 'value mono' }, value || h('span', { class: 'muted' }, '(empty)')),
        h('span', { class: 'value-buttons' },
          onFilter && h('button', {
            key: 'filter',
            class: 'button button-quiet button-icon',
            'aria-label': `Filter by ${key}`,
            title: `Filter by ${key}`,
            onclick: () => onFilter(key, value),
          }, icon('filter')),
          copyButton(key, value))))));
}

/** A section of a details panel. */
export function section(title, ...children) {
  return h('section', { key: title, 'aria-label': title }, h('h3', null, title), children);
}

/** Name and value in a section. */
export function fact(name, value) {
  return h('div', { key: name }, h('dt', null, name), h('dd', null, value));
}

/** The head of a details panel. */
export function detailsHeader(title, subtitle, badge, onClose) {
  return h('header', { class: 'details-header' },
    h('div', { class: 'name-text' }, h('h2', { title }, title), h('small', { class: 'muted' }, subtitle)),
    badge,
    h('button', { class: 'button button-quiet button-icon', 'aria-label': 'Close details', title: 'Close (Escape)', onclick: onClose }, icon('close')));
}
