import { h, render } from '../core/view.js';
import { oncePerFrame } from '../core/frame.js';
import { ResourceCommands } from './commands.js';
import { detailsPanel } from './details.js';
import { parameterTable } from './parameters.js';
import { summarize } from './state.js';
import { resourceTable } from './table.js';
import { isParameter } from './types.js';
import { ResourceValues } from './values.js';

const CLOCK_TICK = 1000;

/** The resources page. Which resource's details are open stands in the address: /?resource=web-1 */
export class ResourcesPage {
  #host;
  #router;
  #store;
  #selected = null;
  #isJustOpened = false;
  #update = oncePerFrame(() => this.#render());
  #commands = new ResourceCommands(this.#update);
  #values = new ResourceValues(this.#update);
  #abort = new AbortController();
  #unsubscribe;
  #clock;

  constructor(host, router, store) {
    this.#host = document.createElement('div');
    this.#host.className = 'resources';
    host.append(this.#host);
    this.#router = router;
    this.#store = store;
    this.#unsubscribe = store.subscribe(this.#update);
    this.#clock = setInterval(this.#update, CLOCK_TICK);
    document.addEventListener('keydown', (event) => event.key === 'Escape' && !event.target.closest('dialog') && this.#close(), { signal: this.#abort.signal });
  }

  show(route) {
    const selected = route.query.get('resource');
    this.#isJustOpened = selected !== null && selected !== this.#selected;
    this.#selected = selected;
    this.#values.forgetAllBut(this.#selected);
    this.#update();
  }

  dispose() {
    this.#unsubscribe();
    clearInterval(this.#clock);
    this.#abort.abort();
    this.#update.cancel();
  }

  #close() {
    if (this.#selected) {
      const id = this.#selected;
      this.#router.setQuery({ resource: null });
      requestAnimationFrame(() => this.#host.querySelector(`a[href$="resource=${CSS.escape(id)}"]`)?.focus());
    }
  }

  #render() {
    const now = Date.now();
    const all = this.#store.all;
    const resources = all.filter((resource) => !isParameter(resource));
    const parameters = all.filter(isParameter);
    const selected = this.#selected && (this.#store.get(this.#selected) ?? all.find((resource) => resource.name === this.#selected));
    render(
      this.#host,
      h('div', { key: 'list', class: 'resources-list' },
        h('div', { class: 'page-header' }, h('h1', null, 'Resources'), summaryView(resources)),
        resources.length > 0
          ? resourceTable(resources, {
              selected: selected?.id,
              onSelect: (id) => this.#router.setQuery({ resource: id }),
              commands: this.#commands,
              now,
            })
          : h('p', { key: 'empty', class: 'empty' }, this.#store.status === 'open' ? 'No resource has a state yet.' : 'Connecting to the application host…'),
        parameters.length > 0 && parameterTable(parameters, this.#values)),
      selected && detailsPanel(selected, { onClose: () => this.#close(), commands: this.#commands, values: this.#values, now }));
    if (selected && this.#isJustOpened) {
      this.#isJustOpened = false;
      this.#host.querySelector('.details').focus();
    }
  }
}

function summaryView(resources) {
  return h('ul', { class: 'summary' }, summarize(resources).map(({ tone, text, count }) =>
    h('li', { key: text, class: `tone-${tone}` }, h('i', { class: 'dot' }), h('span', null, `${count} ${text}`))));
}
