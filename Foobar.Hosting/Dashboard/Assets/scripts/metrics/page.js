import { h, render } from '../core/view.js';
import { icon } from '../core/icons.js';
import { getJson } from '../core/api.js';
import { oncePerFrame } from '../core/frame.js';
import { Refresher } from '../core/refresher.js';
import { TimeChart } from '../charts/chart.js';
import { valueTable } from '../charts/valuetable.js';
import { isParameter } from '../resources/types.js';
import { metricsAddress, traceAddress } from '../telemetry/addresses.js';
import { choice, resourcePicker, searchField, toggle } from '../telemetry/toolbar.js';
import { dimensionControls } from './dimensions.js';
import { HISTOGRAM_VALUES, toChart } from './series.js';
import { instrumentTree, isSame } from './tree.js';

const RANGES = [['1', 'Last minute'], ['5', 'Last 5 minutes'], ['15', 'Last 15 minutes'], ['30', 'Last 30 minutes'], ['60', 'Last hour'], ['180', 'Last 3 hours'], ['720', 'Last 12 hours']];
const DEFAULT_RANGE = '5';
const INSTRUMENTS_REFRESH = 5000;

// A step of the chart takes the longer, the more time it shows.
const REFRESH_PER_MINUTE = 200;
const MIN_REFRESH = 1000;

// Stands in the address for: a line for nothing, where by default there would be one for each resource.
const NO_SPLIT = 'none';

/** The metrics page: /metrics/resource/web-1/meter/M/instrument/I?minutes=15&groupBy=http.route&value=p99 */
export class MetricsPage {
  #root = document.createElement('div');
  #toolbar = document.createElement('div');
  #tree = document.createElement('nav');
  #main = document.createElement('div');
  #head = document.createElement('div');
  #foot = document.createElement('div');
  #router;
  #store;
  #route = null;
  #instruments = null;
  #result = null;
  #error = null;
  #listError = null;
  #asked = null;
  #chart;
  #instrumentRefresher = new Refresher(INSTRUMENTS_REFRESH, () => this.#loadInstruments());
  #seriesRefresher = new Refresher(MIN_REFRESH, () => this.#loadSeries());
  #update = oncePerFrame(() => this.#render());
  #unsubscribe;

  constructor(host, router, store) {
    this.#router = router;
    this.#store = store;
    this.#chart = new TimeChart('Values of the instrument', (exemplar) => router.navigate(traceAddress(exemplar.traceId, exemplar.spanId)));
    this.#root.className = 'metrics';
    this.#toolbar.className = 'toolbar';
    this.#tree.className = 'metrics-tree';
    this.#tree.setAttribute('aria-label', 'Instruments');
    this.#main.className = 'metrics-main';
    this.#main.append(this.#head, this.#chart.element, this.#foot);
    const body = document.createElement('div');
    body.className = 'metrics-body';
    body.append(this.#tree, this.#main);
    this.#root.append(this.#toolbar, body);
    host.append(this.#root);
    this.#unsubscribe = store.subscribe(this.#update);
  }

  show(route) {
    const resource = route.params.name ?? null;
    const isOtherResource = this.#route === null || resource !== this.#resource;
    this.#route = route;
    if (isOtherResource) {
      this.#instruments = null;
      this.#instrumentRefresher.now();
    }

    const address = this.#seriesAddress;
    if (address !== this.#asked) {
      this.#asked = address;
      this.#error = null;
      if (!isSame(this.#result ?? {}, this.#selected)) {
        this.#result = null;
      }

      if (address === null) {
        this.#seriesRefresher.stop();
      } else {
        this.#seriesRefresher.now(Math.max(MIN_REFRESH, Number(this.#minutes) * REFRESH_PER_MINUTE));
      }
    }

    this.#update();
  }

  dispose() {
    this.#unsubscribe();
    this.#instrumentRefresher.dispose();
    this.#seriesRefresher.dispose();
    this.#chart.dispose();
    this.#update.cancel();
  }

  get #resource() {
    return this.#route.params.name ?? null;
  }

  get #selected() {
    const { meter, instrument } = this.#route.params;
    return instrument === undefined ? null : { meter, name: instrument };
  }

  get #minutes() {
    return this.#route.query.get('minutes') ?? DEFAULT_RANGE;
  }

  get #filters() {
    return this.#route.query.getAll('filter');
  }

  get #groupBy() {
    const chosen = this.#route.query.getAll('groupBy');
    return chosen.length === 0 ? (this.#resource === null ? ['resource'] : []) : chosen.filter((key) => key !== NO_SPLIT);
  }

  get #value() {
    return this.#route.query.get('value') ?? HISTOGRAM_VALUES[0][0];
  }

  get #seriesAddress() {
    if (this.#selected === null) {
      return null;
    }

    const query = new URLSearchParams({ ...this.#selected, minutes: this.#minutes });
    if (this.#resource !== null) {
      query.set('resource', this.#resource);
    }

    this.#filters.forEach((filter) => query.append('filter', filter));
    this.#groupBy.forEach((key) => query.append('groupBy', key));
    return `/api/metrics/series?${query}`;
  }

  async #loadInstruments() {
    const resource = this.#resource;
    try {
      const instruments = await getJson(`/api/metrics${resource === null ? '' : `?resource=${encodeURIComponent(resource)}`}`);
      if (resource === this.#resource) {
        this.#instruments = instruments;
        this.#listError = null;
      }
    } catch (error) {
      this.#listError = error;
    }

    this.#update();
  }

  async #loadSeries() {
    const asked = this.#asked;
    if (asked === null) {
      return;
    }

    try {
      const result = await getJson(asked);
      if (asked === this.#asked) {
        this.#result = { ...result, ...this.#selected };
        this.#error = null;
      }
    } catch (error) {
      if (asked === this.#asked) {
        this.#error = error;
      }
    }

    this.#update();
  }

  #render() {
    const selected = this.#selected;
    const isTable = this.#route.query.get('view') === 'table';
    this.#root.classList.toggle('has-instrument', selected !== null);
    render(this.#toolbar, this.#toolbarView(isTable));
    render(this.#tree, this.#instruments === null
      ? h('p', { key: 'loading', class: 'empty' }, this.#listError ? `${this.#listError.message} Trying again…` : 'Loading…')
      : instrumentTree(this.#instruments, { resource: this.#resource, selected, search: this.#route.query.get('search') ?? '', query: this.#keptQuery }));
    const chart = this.#result && toChart(this.#result, this.#value);
    const isEmpty = chart !== null && chart.series.every(({ points }) => points.every(([, value]) => value === null));
    render(this.#head, this.#headView());
    this.#chart.element.hidden = chart === null || isTable || isEmpty;
    if (chart !== null) {
      this.#chart.show(chart);
    }

    render(this.#foot,
      chart !== null && isEmpty && h('p', { key: 'empty', class: 'empty' }, 'Nothing was recorded in this time, or nothing that matches.'),
      chart !== null && !isEmpty && isTable && valueTable(this.#result.name, chart),
      chart !== null && chart.leftOut > 0 && h('p', { key: 'more', class: 'hint muted' }, `${chart.leftOut} more lines are left out: choose values of the dimensions, or split by fewer.`),
      chart !== null && !isTable && chart.exemplars.length > 0 && h('p', { key: 'exemplars', class: 'hint' },
        h('span', { class: 'muted' }, 'Single measurements with a trace: '),
        chart.exemplars.slice(-5).reverse().map((exemplar) => h('a', { key: `${exemplar.traceId} ${exemplar.spanId}`, href: traceAddress(exemplar.traceId, exemplar.spanId) }, chart.format(exemplar.value)))));
  }

  // What goes along to another instrument.
  get #keptQuery() {
    return Object.fromEntries(['minutes', 'search', 'view'].filter((name) => this.#route.query.has(name)).map((name) => [name, this.#route.query.get(name)]));
  }

  #toolbarView(isTable) {
    const resources = this.#store.all.filter((resource) => !isParameter(resource)).map(({ id }) => id);
    const instrument = this.#selected;
    return [
      instrument !== null && h('a', { key: 'back', class: 'button button-icon metrics-back', href: metricsAddress(this.#resource, null, this.#keptQuery), 'aria-label': 'All instruments', title: 'All instruments' }, icon('back')),
      h('h1', { class: 'visually-hidden' }, 'Metrics'),
      resourcePicker(resources, this.#resource, (name) => this.#router.navigate(metricsAddress(name, instrument, this.#keptQuery))),
      searchField('Search instruments', this.#route.query.get('search') ?? '', (search) => this.#router.setQuery({ search }, { replace: true })),
      h('span', { class: 'spacer' }),
      instrument !== null && [
        this.#result?.type === 'Histogram' && choice('Value', HISTOGRAM_VALUES, this.#value, (value) => this.#router.setQuery({ value })),
        choice('Time range', RANGES, this.#minutes, (minutes) => this.#router.setQuery({ minutes })),
        toggle('table', 'Table', isTable, () => this.#router.setQuery({ view: isTable ? null : 'table' })),
      ],
    ];
  }

  #headView() {
    const selected = this.#selected;
    if (selected === null) {
      return this.#instruments?.length > 0 && h('p', { key: 'choose', class: 'empty' }, 'Choose an instrument.');
    }

    const result = this.#result;
    return [
      h('header', { key: 'header', class: 'instrument-header' },
        h('h2', null, selected.name),
        h('p', { class: 'muted' }, [result?.description, result?.type, selected.meter].filter(Boolean).join(' · ')),
        this.#error && h('p', { key: 'error', class: 'tone-bad', role: 'alert' }, this.#error.message)),
      result === null && !this.#error && h('p', { key: 'loading', class: 'empty' }, 'Loading…'),
      result !== null && dimensionControls(result.dimensions, {
        filters: this.#filters,
        groupBy: this.#groupBy,
        canSplitByResource: this.#resource === null,
        onFilter: (filter) => this.#router.setQuery({ filter }),
        onGroupBy: (keys) => this.#router.setQuery({ groupBy: keys.length === 0 ? NO_SPLIT : keys }),
      }),
    ];
  }
}
