import { h, render } from '../core/view.js';
import { apiUrl } from '../core/api.js';
import { oncePerFrame } from '../core/frame.js';
import { ResourceCommands } from '../resources/commands.js';
import { consoleLogsAddress, stateBadge } from '../resources/parts.js';
import { describeState } from '../resources/state.js';
import { isParameter } from '../resources/types.js';
import { resourceStyle } from '../telemetry/palette.js';
import { ConsoleFeed } from './feed.js';
import { toolbar } from './toolbar.js';
import { LogViewport } from './viewport.js';

// What people choose here stays chosen; until then a phone's little room belongs to the text.
const TIMESTAMPS = { key: 'consolelogs.timestamps', isOnAtFirst: () => !isNarrow() };
const WRAP = { key: 'consolelogs.wrap', isOnAtFirst: () => isNarrow() };

/** The console logs page: /consolelogs for all, /consolelogs/resource/web-1?filter=text for one. */
export class ConsoleLogsPage {
  #router;
  #store;
  #feed;
  #viewport;
  #toolbar = document.createElement('div');
  #overlay = document.createElement('div');
  #status = document.createElement('div');
  #root = document.createElement('div');
  #resource;
  #filter = '';
  #update = oncePerFrame(() => this.#render());
  #commands = new ResourceCommands(this.#update);
  #unsubscribe;

  constructor(host, router, store) {
    this.#router = router;
    this.#store = store;
    this.#build(host);
    this.#feed = new ConsoleFeed(() => this.#changed());
    this.#unsubscribe = store.subscribe(this.#update);
  }

  show(route) {
    this.#filter = route.query.get('filter') ?? '';
    this.#feed.setFilter(this.#filter);
    this.#open(route.params.name ?? null);
    this.#update();
  }

  dispose() {
    this.#unsubscribe();
    this.#feed.close();
    this.#viewport.dispose();
    this.#update.cancel();
  }

  #build(host) {
    this.#root.className = 'console';
    this.#toolbar.className = 'toolbar';
    this.#status.className = 'status-bar';
    const frame = document.createElement('div');
    frame.className = 'log-frame';
    const log = document.createElement('div');
    log.className = 'log-viewport';
    log.tabIndex = 0;
    log.setAttribute('role', 'log');
    log.setAttribute('aria-live', 'off');
    log.setAttribute('aria-label', 'Console log');
    frame.append(log, this.#overlay);
    this.#root.append(this.#toolbar, frame, this.#status);
    host.append(this.#root);
    this.#viewport = new LogViewport(log, () => this.#followingChanged(), (name) => resourceStyle(this.#resources, name));
    this.#applyPreferences();
  }

  get #resources() {
    return this.#store.all.filter((resource) => !isParameter(resource));
  }

  #open(id) {
    if (id !== this.#resource) {
      this.#resource = id;
      this.#feed.open(id);
      this.#viewport.follow(true);
    }
  }

  #followingChanged() {
    this.#feed.setPaused(!this.#viewport.isFollowing);
    this.#changed();
  }

  #changed() {
    this.#viewport.show(this.#feed.shown);
    this.#update();
  }

  #applyPreferences() {
    this.#root.classList.toggle('hide-timestamps', !isOn(TIMESTAMPS));
    this.#viewport.wrap(isOn(WRAP));
    this.#update();
  }

  #toggle(preference) {
    localStorage.setItem(preference.key, String(!isOn(preference)));
    this.#applyPreferences();
  }

  #render() {
    const resource = this.#resource && this.#store.get(this.#resource);
    render(this.#toolbar, toolbar({
      resources: this.#resources,
      selected: this.#resource,
      badge: resource && stateBadge(describeState(resource)),
      commands: resource && resource.commands.filter((command) => command.isHighlighted).map((command) => this.#commands.button(resource, command, { isSmall: true })),
      filter: this.#filter,
      areTimestampsShown: isOn(TIMESTAMPS),
      areLinesWrapped: isOn(WRAP),
      isFollowing: this.#viewport.isFollowing,
      downloadUrl: this.#resource ? apiUrl('resources', this.#resource, 'console', 'download') : apiUrl('console', 'download'),
      onSelect: (id) => this.#router.navigate((id === null ? '/consolelogs' : consoleLogsAddress(id)) + location.search),
      onFilter: (filter) => this.#router.setQuery({ filter }, { replace: true }),
      onTimestamps: () => this.#toggle(TIMESTAMPS),
      onWrap: () => this.#toggle(WRAP),
      onFollow: () => this.#viewport.follow(!this.#viewport.isFollowing),
      onClear: () => this.#feed.clear(),
    }));
    render(this.#overlay, this.#overlayView());
    render(this.#status, this.#statusView());
  }

  get #isUnknown() {
    return this.#resource !== null && this.#store.status === 'open' && this.#store.all.length > 0 && !this.#store.get(this.#resource);
  }

  #overlayView() {
    if (this.#isUnknown) {
      return h('p', { class: 'log-empty' }, `There is no resource '${this.#resource}'.`);
    }

    if (this.#feed.shown.length === 0) {
      return h('p', { class: 'log-empty' }, this.#feed.count === 0 ? 'No output yet.' : 'No line matches the filter.');
    }

    return !this.#viewport.isFollowing && this.#feed.waiting > 0
      && h('button', { class: 'button button-primary log-resume', onclick: () => this.#viewport.follow(true) }, `${this.#feed.waiting.toLocaleString()} new lines`);
  }

  #statusView() {
    const { shown, count } = this.#feed;
    return [
      h('span', null, this.#filter ? `${shown.length.toLocaleString()} of ${count.toLocaleString()} lines` : `${count.toLocaleString()} lines`),
      h('span', null, this.#viewport.isFollowing ? 'Following' : 'Paused'),
      this.#feed.isLost && !this.#isUnknown && h('span', { class: 'tone-bad' }, 'Connection lost, trying again…'),
    ];
  }
}

function isNarrow() {
  return matchMedia('(width <= 640px)').matches;
}

function isOn({ key, isOnAtFirst }) {
  const chosen = localStorage.getItem(key);
  return chosen === null ? isOnAtFirst() : chosen === 'true';
}
