import { h } from '../core/view.js';
import { icon } from '../core/icons.js';
import { apiUrl, getJson } from '../core/api.js';
import { showToast } from '../core/toast.js';

const MASK = '••••••••';

/** Shows named values; masked ones come from the server only when somebody asks for them. */
export class ResourceValues {
  #revealed = new Map();
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** Forgets the values of every resource but one. */
  forgetAllBut(id) {
    for (const key of this.#revealed.keys()) {
      if (!key.startsWith(`${id} `)) {
        this.#revealed.delete(key);
      }
    }
  }

  /** The value as text, with its buttons. The kind is 'environment' or 'properties'. */
  view(resource, kind, { name, value, isMasked }) {
    const key = `${resource.id} ${kind} ${name}`;
    const shown = isMasked ? this.#revealed.get(key) : value;
    const isHidden = isMasked && shown === undefined;
    return [
      h('span', { class: `value mono ${isHidden ? 'value-masked' : ''}` }, isHidden ? MASK : shown || h('span', { class: 'muted' }, '(empty)')),
      h('span', { class: 'value-buttons' },
        isMasked && button(isHidden ? 'reveal' : 'hide', `${isHidden ? 'Show' : 'Hide'} the value of ${name}`, () => this.#toggle(key, resource, kind, name)),
        button('copy', `Copy the value of ${name}`, () => this.#copy(resource, kind, name, shown))),
    ];
  }

  async #toggle(key, resource, kind, name) {
    if (!this.#revealed.delete(key)) {
      try {
        this.#revealed.set(key, await reveal(resource, kind, name));
      } catch (error) {
        showToast(error.message, 'bad');
      }
    }

    this.#onChange();
  }

  async #copy(resource, kind, name, shown) {
    try {
      await navigator.clipboard.writeText(shown ?? await reveal(resource, kind, name));
      showToast(`${name} copied.`, 'ok');
    } catch (error) {
      showToast(`${name} was not copied: ${error.message}`, 'bad');
    }
  }
}

async function reveal(resource, kind, name) {
  return (await getJson(apiUrl('resources', resource.id, kind, name))).value ?? '';
}

function button(name, label, onclick) {
  return h('button', { key: `${name} button`, class: 'button button-quiet button-icon', 'aria-label': label, title: label, onclick }, icon(name));
}
