import { h } from './view.js';
import { icon } from './icons.js';
import { showToast } from './toast.js';

/** A button that copies a value. */
export function copyButton(name, value) {
  return h('button', {
    key: 'copy button',
    class: 'button button-quiet button-icon',
    'aria-label': `Copy the value of ${name}`,
    title: `Copy the value of ${name}`,
    onclick: () => copy(name, value),
  }, icon('copy'));
}

async function copy(name, value) {
  try {
    await navigator.clipboard.writeText(value);
    showToast(`${name} copied.`, 'ok');
  } catch (error) {
    showToast(`${name} was not copied: ${error.message}`, 'bad');
  }
}
