import { h, render } from './view.js';

/** Asks before something is done. Resolves to whether it shall be. */
export function confirmAction(title, message, action) {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  render(
    dialog,
    h('h2', { id: 'confirm-title' }, title),
    h('p', { class: 'muted' }, message),
    h('div', { class: 'dialog-buttons' },
      h('button', { class: 'button', onclick: () => dialog.close() }, 'Cancel'),
      h('button', { class: 'button button-primary', autofocus: true, onclick: () => dialog.close('confirmed') }, action)));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'confirmed');
    });
  });
}
