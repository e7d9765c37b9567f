import { h, render } from '../core/view.js';
import { oncePerFrame } from '../core/frame.js';
import { ResourceCommands } from './commands.js';
import { detailsPanel } from './details.js';
import { parameterTable } from './parameters.js';
import { summarize } from './state.js';
import { resourceGraph } from './graph/view.js';
import { matches } from './search.js';
import { startUpView } from './startup.js';
import { resourceTable } from './table.js';
import { isParameter } from './types.js';
import { ResourceValues } from './values.js';
import { UnreadErrors } from '../telemetry/errors.js';
import { searchField, toggle } from '../telemetry/toolbar.js';

const CLOCK_TICK = 1000;

/** The resources page. What is shown and whose details are open stands in the address: /?view=graph&search=web&resource=web-1 */
export class ResourcesPage {
  #host;
  #router;
  #store;
  #selected = null;
  #query = new URLSearchParams();
  #hovered = null;
  #isJustOpened = false;
  #update = oncePerFrame(() => this.#render());
  #commands = new ResourceCommands(this.#update);
  #values = new ResourceValues(this.#update);
  #errors = new UnreadErrors(this.#update);
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
    this.#query = route.query;
    this.#isJustOpened = selected !== null && selected !== this.#selected;
    this.#selected = selected;
    this.#values.forgetAllBut(this.#selected);
    this.#update();
  }

  dispose() {
    this.#unsubscribe();
    this.#errors.close();
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
    const search = this.#query.get('search') ?? '';
    const isGraph = this.#query.get('view') === 'graph';
    const resources = all.filter((resource) => !isParameter(resource));
    const found = resources.filter((resource) => matches(resource, search));
    const parameters = all.filter((resource) => isParameter(resource) && matches(resource, search));
    const selected = this.#selected && (this.#store.get(this.#selected) ?? all.find((resource) => resource.name === this.#selected));
    render(
      this.#host,
      h('div', { key: 'list', class: 'resources-list' },
        h('div', { class: 'page-header' },
          h('h1', null, 'Resources'),
          summaryView(resources),
          h('span', { class: 'spacer' }),
          searchField('Search resources', search, (text) => this.#router.setQuery({ search: text }, { replace: true })),
          toggle('graph', 'Graph', isGraph, () => this.#router.setQuery({ view: isGraph ? null : 'graph' }))),
        startUpView(resources),
        found.length > 0
          ? (isGraph ? this.#graphView(found, selected) : this.#tableView(found, selected, now))
          : h('p', { key: 'empty', class: 'empty' }, this.#emptyText(resources)),
        !isGraph && parameters.length > 0 && parameterTable(parameters, this.#values)),
      selected && detailsPanel(selected, { onClose: () => this.#close(), commands: this.#commands, values: this.#values, now }));
    if (selected && this.#isJustOpened) {
      this.#isJustOpened = false;
      this.#host.querySelector('.details').focus();
    }
  }

  #tableView(resources, selected, now) {
    return resourceTable(resources, {
      selected: selected?.id,
      onSelect: (id) => this.#router.setQuery({ resource: id }),
      commands: this.#commands,
      errors: this.#errors,
      now,
    });
  }

  #graphView(resources, selected) {
    return resourceGraph(resources, {
      selected,
      hovered: this.#hovered,
      onSelect: (id) => this.#router.setQuery({ resource: id }),
      onHover: (name) => {
        this.#hovered = name;
        this.#update();
      },
    });
  }

  #emptyText(resources) {
    if (this.#store.status !== 'open') {
      return 'Connecting to the application host…';
    }

    return resources.length === 0 ? 'No resource has a state yet.' : 'No resource matches the search.';
  }
}

function summaryView(resources) {
  return h('ul', { class: 'summary' }, summarize(resources).map(({ tone, text, count }) =>
    h('li', { key: text, class: `tone-${tone}` }, h('i', { class: 'dot' }), h('span', null, `${count} ${text}`))));
}
