import { h } from '../core/view.js';
import { oncePerFrame } from '../core/frame.js';
import { WindowedGrid } from '../core/grid.js';
import { isParameter } from '../resources/types.js';
import { traceAddress, tracesAddress } from '../telemetry/addresses.js';
import { TelemetryFeed } from '../telemetry/feed.js';
import { askForFilter } from '../telemetry/filters.js';
import { resourceStyle } from '../telemetry/palette.js';
import { addFilterButton, chips, choice, clearButton, filterChips, resourcePicker, searchField, toggle } from '../telemetry/toolbar.js';
import { TelemetryView } from '../telemetry/view.js';
import { SPAN_FIELDS } from './fields.js';
import { COLUMNS, traceRow } from './rows.js';

// Milliseconds.
const DURATIONS = [['', 'Any duration'], ['10', '10 ms and longer'], ['100', '100 ms and longer'], ['500', '500 ms and longer'], ['1000', '1 s and longer'], ['5000', '5 s and longer']];

/** The list of traces: /traces/resource/web-1?errors=true&text=links */
export class TracesPage {
  #router;
  #store;
  #view;
  #grid;
  #feed;
  #route = null;
  #longest = 1;
  #update = oncePerFrame(() => this.#render());
  #unsubscribe;

  constructor(host, router, store) {
    this.#router = router;
    this.#store = store;
    this.#feed = new TelemetryFeed('traces', (trace) => trace.traceId, (trace) => trace.sequence, () => this.#changed());
    this.#grid = new WindowedGrid({
      label: 'Traces',
      style: 'traces-grid',
      columns: COLUMNS,
      keyOf: (trace) => trace.traceId,
      rowView: (trace) => traceRow(trace, this.#longest, (name) => resourceStyle(this.#resources, name)),
      canFollow: true,
      onOpen: (trace) => this.#router.navigate(traceAddress(trace.traceId)),
      onTop: () => this.#feed.loadOlder(),
      onFollowingChange: () => this.#followingChanged(),
    });
    this.#view = new TelemetryView(host, this.#grid.element, () => {});
    this.#unsubscribe = store.subscribe(this.#update);
  }

  show(route) {
    this.#route = route;
    const query = new URLSearchParams(route.query);
    if (route.params.name) {
      query.set('resource', route.params.name);
    }

    this.#feed.open(query);
    this.#changed();
  }

  dispose() {
    this.#unsubscribe();
    this.#feed.close();
    this.#grid.dispose();
    this.#view.dispose();
    this.#update.cancel();
  }

  get #resources() {
    return this.#store.all.filter((resource) => !isParameter(resource));
  }

  #followingChanged() {
    this.#feed.setPaused(!this.#grid.isFollowing);
    this.#changed();
  }

  #changed() {
    this.#longest = this.#feed.rows.reduce((longest, trace) => Math.max(longest, trace.duration), 0.001);
    this.#grid.show(this.#feed.rows);
    this.#update();
  }

  async #addFilter() {
    const filter = await askForFilter(SPAN_FIELDS);
    if (filter) {
      this.#router.setQuery({ filter: [...this.#route.query.getAll('filter'), filter] });
    }
  }

  #render() {
    this.#view.render({ toolbar: this.#toolbar(), overlay: this.#overlay(), status: this.#status(), details: null });
  }

  #toolbar() {
    const { query, params } = this.#route;
    const hasErrors = query.get('errors') === 'true';
    return [
      h('h1', { class: 'visually-hidden' }, 'Traces'),
      resourcePicker(this.#resources.map(({ id }) => id), params.name ?? null, (name) => this.#router.navigate(tracesAddress(name) + location.search)),
      choice('Duration', DURATIONS, query.get('minDuration') ?? '', (minDuration) => this.#router.setQuery({ minDuration })),
      searchField('Search names or trace ids', query.get('text') ?? '', (text) => this.#router.setQuery({ text }, { replace: true })),
      toggle('error', 'Errors', hasErrors, () => this.#router.setQuery({ errors: hasErrors ? null : 'true' })),
      addFilterButton(() => this.#addFilter()),
      h('span', { class: 'spacer' }),
      toggle('follow', 'Follow', this.#grid.isFollowing, () => this.#grid.follow(!this.#grid.isFollowing)),
      clearButton(() => this.#feed.clear()),
      chips(filterChips(query.getAll('filter'), (filter) => this.#router.setQuery({ filter }))),
    ];
  }

  #overlay() {
    const { rows, isLoading, error, waiting } = this.#feed;
    if (error) {
      return h('p', { class: 'log-empty' }, error);
    }

    if (rows.length === 0) {
      const isNarrowed = ['text', 'errors', 'minDuration', 'filter'].some((name) => this.#route.query.has(name));
      return h('p', { class: 'log-empty' }, isLoading
        ? 'Loading…'
        : this.#feed.isCleared
          ? 'Nothing new since the view was cleared.'
          : isNarrowed
            ? 'No trace matches. Take away a filter to see more.'
            : 'No traces yet. One comes with each request that a resource answers: open foobar.com, for example.');
    }

    return waiting > 0 && h('button', { class: 'button button-primary log-resume', onclick: () => this.#grid.follow(true) }, waiting === 1 ? '1 new trace' : `${waiting.toLocaleString('en')} new traces`);
  }

  #status() {
    const { rows, total, dropped, skipped, isLost } = this.#feed;
    const errors = rows.filter((trace) => trace.errors > 0).length;
    return [
      h('span', null, `${rows.length.toLocaleString('en')} of ${Math.max(total, rows.length).toLocaleString('en')} traces`),
      h('span', null, `${errors.toLocaleString('en')} with errors`),
      h('span', null, this.#grid.isFollowing ? 'Following' : 'Paused'),
      skipped > 0 && h('span', { key: 'skipped', class: 'tone-warn' }, `${skipped.toLocaleString('en')} came faster than they can be shown`),
      dropped > 0 && h('span', { key: 'dropped' }, `${dropped.toLocaleString('en')} oldest dropped`),
      isLost && h('span', { key: 'lost', class: 'tone-bad' }, 'Connection lost, trying again…'),
    ];
  }
}
