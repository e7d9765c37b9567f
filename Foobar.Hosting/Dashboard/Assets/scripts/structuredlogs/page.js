import { h } from '../core/view.js';
import { apiUrl, getJson } from '../core/api.js';
import { oncePerFrame } from '../core/frame.js';
import { WindowedGrid } from '../core/grid.js';
import { structuredLogsAddress } from '../telemetry/addresses.js';
import { markSeen } from '../telemetry/errors.js';
import { TelemetryFeed } from '../telemetry/feed.js';
import { askForFilter, formatFilter } from '../telemetry/filters.js';
import { resourceStyle } from '../telemetry/palette.js';
import { addFilterButton, chips, choice, clearButton, downloadLink, filterChips, resourcePicker, searchField, toggle } from '../telemetry/toolbar.js';
import { TelemetryView } from '../telemetry/view.js';
import { isParameter } from '../resources/types.js';
import { logDetails } from './details.js';
import { LEVELS } from './levels.js';
import { COLUMNS, logRow } from './parts.js';

// Fields that every entry has; the server adds the attributes that it has seen.
const FIELDS = ['category', 'message', 'resource', 'level', 'exception.type'];

/** The structured logs page: /structuredlogs/resource/web-1?level=Warning&text=timeout&filter=http.route:eq:/ */
export class StructuredLogsPage {
  #router;
  #store;
  #view;
  #grid;
  #feed;
  #route = null;
  #details = null;
  #update = oncePerFrame(() => this.#render());
  #unsubscribe;

  constructor(host, router, store) {
    this.#router = router;
    this.#store = store;
    this.#feed = new TelemetryFeed('logs', (log) => log.id, (log) => log.id, () => this.#changed());
    this.#grid = new WindowedGrid({
      label: 'Structured logs',
      style: 'logs-grid',
      columns: COLUMNS,
      keyOf: (log) => log.id,
      rowView: (log) => logRow(log, (name) => resourceStyle(this.#resources, name)),
      canFollow: true,
      onOpen: (log) => this.#router.setQuery({ log: log.id }),
      onTop: () => this.#feed.loadOlder(),
      onFollowingChange: () => this.#followingChanged(),
    });
    this.#view = new TelemetryView(host, this.#grid.element, () => this.#closeDetails());
    this.#unsubscribe = store.subscribe(this.#update);
  }

  show(route) {
    this.#route = route;
    this.#feed.open(this.#query);
    void this.#openDetails(route.query.get('log'));
    this.#changed();
  }

  dispose() {
    this.#unsubscribe();
    this.#feed.close();
    this.#grid.dispose();
    this.#view.dispose();
    this.#update.cancel();
  }

  // What the server is asked for: all of the address but the entry that is open.
  get #query() {
    const query = new URLSearchParams(this.#route.query);
    query.delete('log');
    if (this.#route.params.name) {
      query.set('resource', this.#route.params.name);
    }

    return query;
  }

  get #resources() {
    return this.#store.all.filter((resource) => !isParameter(resource));
  }

  async #openDetails(id) {
    if (id === null) {
      this.#details = null;
    } else if (String(this.#details?.id) !== id) {
      try {
        const details = await getJson(apiUrl('logs', id));
        if (this.#route.query.get('log') !== id) {
          return;
        }

        this.#details = details;
        this.#view.focusDetails();
      } catch (error) {
        this.#details = null;
        this.#view.report(error);
        this.#router.setQuery({ log: null }, { replace: true });
      }
    }

    this.#changed();
  }

  #closeDetails() {
    if (this.#details) {
      this.#router.setQuery({ log: null });
      this.#grid.element.focus();
    }
  }

  #followingChanged() {
    this.#feed.setPaused(!this.#grid.isFollowing);
    this.#changed();
  }

  #changed() {
    const last = this.#feed.rows.at(-1);
    if (last && this.#route.params.name) {
      markSeen(this.#route.params.name, last.id);
    }

    this.#grid.show(this.#feed.rows, this.#details?.id);
    this.#update();
  }

  async #addFilter() {
    const known = await getJson('/api/logs/attributes').catch(() => []);
    const filter = await askForFilter([...FIELDS, ...known]);
    if (filter) {
      this.#setFilters([...this.#route.query.getAll('filter'), filter]);
    }
  }

  #setFilters(filters) {
    this.#router.setQuery({ filter: filters });
  }

  #render() {
    this.#view.render({
      toolbar: this.#toolbar(),
      overlay: this.#overlay(),
      status: this.#status(),
      details: this.#details && logDetails(this.#details, {
        onClose: () => this.#closeDetails(),
        onFilter: (key, value) => this.#setFilters([...this.#route.query.getAll('filter'), formatFilter(key, 'eq', value)]),
      }),
    });
  }

  #toolbar() {
    const { query, params } = this.#route;
    const filters = query.getAll('filter');
    const ids = ['traceId', 'spanId'].filter((name) => query.has(name));
    return [
      h('h1', { class: 'visually-hidden' }, 'Structured logs'),
      resourcePicker(this.#resources.map(({ id }) => id), params.name ?? null, (name) => this.#router.navigate(structuredLogsAddress(name) + location.search)),
      choice('Level', [['', 'All levels'], ...LEVELS.slice(1).map((level) => [level, `${level} and above`])], query.get('level') ?? '', (level) => this.#router.setQuery({ level })),
      searchField('Search messages', query.get('text') ?? '', (text) => this.#router.setQuery({ text }, { replace: true })),
      addFilterButton(() => this.#addFilter()),
      h('span', { class: 'spacer' }),
      toggle('follow', 'Follow', this.#grid.isFollowing, () => this.#grid.follow(!this.#grid.isFollowing)),
      clearButton(() => this.#feed.clear()),
      downloadLink('Download as JSON', `/api/logs?${this.#query}&limit=1000`, 'structuredlogs.json'),
      chips([
        ...filterChips(filters, (left) => this.#setFilters(left)),
        ...ids.map((name) => [`${name === 'traceId' ? 'trace' : 'span'} ${query.get(name).slice(0, 16)}`, () => this.#router.setQuery({ [name]: null })]),
      ]),
    ];
  }

  get #isNarrowed() {
    return ['level', 'text', 'filter', 'traceId', 'spanId'].some((name) => this.#route.query.has(name));
  }

  #overlay() {
    const { rows, isLoading, error, waiting } = this.#feed;
    if (error) {
      return h('p', { class: 'log-empty' }, error);
    }

    if (rows.length === 0) {
      return h('p', { class: 'log-empty' }, isLoading
        ? 'Loading…'
        : this.#feed.isCleared
          ? 'Nothing new since the view was cleared.'
          : this.#isNarrowed
            ? 'No entry matches. Take away a filter to see more.'
            : 'No entries yet. They come from the OpenTelemetry logs of the resources, as soon as one writes a log.');
    }

    return waiting > 0 && h('button', { class: 'button button-primary log-resume', onclick: () => this.#grid.follow(true) }, waiting === 1 ? '1 new entry' : `${waiting.toLocaleString('en')} new entries`);
  }

  #status() {
    const { rows, total, dropped, skipped, isLost } = this.#feed;
    return [
      h('span', null, `${rows.length.toLocaleString('en')} of ${Math.max(total, rows.length).toLocaleString('en')} entries`),
      h('span', null, this.#grid.isFollowing ? 'Following' : 'Paused'),
      skipped > 0 && h('span', { key: 'skipped', class: 'tone-warn' }, `${skipped.toLocaleString('en')} came faster than they can be shown`),
      dropped > 0 && h('span', { key: 'dropped' }, `${dropped.toLocaleString('en')} oldest dropped`),
      isLost && h('span', { key: 'lost', class: 'tone-bad' }, 'Connection lost, trying again…'),
    ];
  }
}
