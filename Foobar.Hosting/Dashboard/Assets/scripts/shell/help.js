import { h, render } from '../core/view.js';

const OTHERS = [
  ['/', 'Search or filter'],
  ['Escape', 'Close the details'],
  ['↑ ↓ Page up, Page down, Home, End', 'Move the mark in a table; it has to have the focus'],
  ['Enter', 'Open what is marked'],
  ['← →', 'Collapse and expand a span, read a chart point by point'],
  ['?', 'These keys'],
];

/** Shows what keys do. */
export function showHelp(pages) {
  if (document.querySelector('dialog[open]')) {
    return;
  }

  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'help-title');
  render(
    dialog,
    h('h2', { id: 'help-title' }, 'Keys'),
    h('dl', { class: 'keys' }, [...pages.map(({ shortcut, text }) => [shortcut, text]), ...OTHERS].map(([key, text]) =>
      h('div', { key }, h('dt', null, h('kbd', null, key)), h('dd', null, text)))),
    h('div', { class: 'dialog-buttons' }, h('button', { class: 'button', autofocus: true, onclick: () => dialog.close() }, 'Close')));
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}
