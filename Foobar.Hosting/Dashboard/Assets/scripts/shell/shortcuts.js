/** Runs an action by a single key, unless somebody is writing. '/' goes to the page's filter. */
export function listenToShortcuts(actions) {
  document.addEventListener('keydown', (event) => {
    const isWriting = event.target.closest?.('input, textarea, select, dialog');
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }

    const action = event.key === '/' ? () => document.querySelector('[type=search]')?.focus() : actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
}
