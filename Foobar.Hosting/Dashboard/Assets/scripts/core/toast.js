import { h, render } from './view.js';
import { icon } from './icons.js';

const SHOWN_FOR = { ok: 4000, bad: 12000 };

const toasts = [];
let lastKey = 0;

/** Shows a short message for a while. The tone is 'ok' or 'bad'. */
export function showToast(text, tone) {
  const toast = { key: ++lastKey, text, tone };
  toasts.push(toast);
  setTimeout(() => dismiss(toast), SHOWN_FOR[tone]);
  update();
}

function dismiss(toast) {
  const index = toasts.indexOf(toast);
  if (index >= 0) {
    toasts.splice(index, 1);
    update();
  }
}

function update() {
  render(
    document.getElementById('toasts'),
    toasts.map((toast) =>
      h('div', { key: toast.key, class: `toast tone-${toast.tone}` },
        h('p', { class: 'toast-text' }, toast.text),
        h('button', { class: 'button button-quiet button-icon', 'aria-label': 'Dismiss', onclick: () => dismiss(toast) }, icon('close')))));
}
