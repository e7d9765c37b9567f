import { h } from '../core/view.js';
import { icon } from '../core/icons.js';
import { apiUrl, post } from '../core/api.js';
import { confirmAction } from '../core/confirm.js';
import { showToast } from '../core/toast.js';

const ICONS = new Set(['start', 'stop', 'restart']);

/** Gives commands to resources and knows which of them are under way. */
export class ResourceCommands {
  #running = new Set();
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** A button for a command; a small one has only its icon, where there is one. */
  button(resource, command, { isSmall }) {
    const isRunning = this.#running.has(keyOf(resource, command));
    const hasIcon = ICONS.has(command.name);
    const style = isSmall ? `button-quiet ${hasIcon ? 'button-icon' : 'button-text'}` : '';
    return h('button', {
      key: command.name,
      class: `button ${style} ${isRunning ? 'is-running' : ''}`,
      disabled: !command.isEnabled || isRunning,
      title: command.description ?? command.text,
      'aria-label': isSmall ? `${command.text} ${resource.id}` : null,
      onclick: () => this.#execute(resource, command),
    }, hasIcon && icon(isRunning ? 'restart' : command.name), !(isSmall && hasIcon) && command.text);
  }

  async #execute(resource, command) {
    if (command.confirmation && !(await confirmAction(`${command.text} ${resource.id}?`, command.confirmation, command.text))) {
      return;
    }

    const key = keyOf(resource, command);
    this.#running.add(key);
    this.#onChange();
    try {
      const result = await post(apiUrl('resources', resource.id, 'commands', command.name));
      showToast(result.message ?? `${command.text}: ${resource.id} done.`, 'ok');
    } catch (error) {
      showToast(`${command.text}: ${error.message}`, 'bad');
    } finally {
      this.#running.delete(key);
      this.#onChange();
    }
  }
}

function keyOf(resource, command) {
  return `${resource.id} ${command.name}`;
}
