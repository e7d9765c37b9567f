import { h, render } from '../core/view.js';
import { oncePerFrame } from '../core/frame.js';
import { TimeChart } from '../charts/chart.js';
import { valueTable } from '../charts/valuetable.js';
import { startUpView } from '../resources/startup.js';
import { isParameter } from '../resources/types.js';
import { resourceStyle } from '../telemetry/palette.js';
import { choice, toggle } from '../telemetry/toolbar.js';
import { CHARTS } from './charts.js';
import { OverviewFeed } from './feed.js';
import { serverTable } from './servers.js';
import { tiles } from './tiles.js';

const RANGES = [['5', 'Last 5 minutes'], ['15', 'Last 15 minutes'], ['60', 'Last hour']];

/** What an operator looks at first: /overview?minutes=15&view=table */
export class OverviewPage {
  #host = document.createElement('div');
  #head = document.createElement('div');
  #grid = document.createElement('div');
  #router;
  #store;
  #route = null;
  #panels;
  #update = oncePerFrame(() => this.#render());
  #feed = new OverviewFeed(this.#update);
  #unsubscribe;

  constructor(host, router, store) {
    this.#router = router;
    this.#store = store;
    this.#host.className = 'overview';
    this.#head.className = 'overview-head';
    this.#grid.className = 'overview-charts';
    this.#panels = CHARTS.map((chart) => this.#addPanel(chart));
    this.#host.append(this.#head, this.#grid);
    host.append(this.#host);
    this.#unsubscribe = store.subscribe(this.#update);
  }

  show(route) {
    this.#route = route;
    this.#feed.open(RANGES.some(([minutes]) => minutes === route.query.get('minutes')) ? route.query.get('minutes') : RANGES[0][0]);
    this.#update();
  }

  dispose() {
    this.#unsubscribe();
    this.#feed.close();
    this.#panels.forEach(({ chart }) => chart.dispose());
    this.#update.cancel();
  }

  #addPanel({ id, title, data }) {
    const section = document.createElement('section');
    section.className = 'panel chart-panel';
    section.setAttribute('aria-labelledby', `chart-${id}`);
    const heading = document.createElement('h2');
    heading.id = `chart-${id}`;
    heading.textContent = title;
    const chart = new TimeChart(title);
    const table = document.createElement('div');
    section.append(heading, chart.element, table);
    this.#grid.append(section);
    return { title, data, chart, table };
  }

  #styleOf(name) {
    return resourceStyle(this.#store.all.filter((resource) => !isParameter(resource)), name);
  }

  #render() {
    const { overview, isLost, error } = this.#feed;
    const isTable = this.#route.query.get('view') === 'table';
    render(this.#head,
      h('div', { key: 'header', class: 'page-header' },
        h('h1', null, 'Overview'),
        h('span', { class: 'spacer' }),
        isLost && h('span', { key: 'lost', class: 'badge tone-bad' }, 'Connection lost, trying again…'),
        choice('Time range', RANGES, this.#route.query.get('minutes') ?? RANGES[0][0], (minutes) => this.#router.setQuery({ minutes })),
        toggle('table', 'Table', isTable, () => this.#router.setQuery({ view: isTable ? null : 'table' }))),
      startUpView(this.#store.all),
      overview
        ? [
            h('dl', { key: 'tiles', class: 'tiles' }, tiles(overview, Date.now())),
            overview.servers.length > 0 && h('div', { key: 'servers', class: 'panel' }, serverTable(overview, (name) => this.#styleOf(name))),
            overview.traffic.every((point) => !point.requests) && h('p', { key: 'idle', class: 'hint muted' }, 'No requests yet: open foobar.com, or make some with curl, and they are counted here.'),
          ]
        : h('p', { key: 'empty', class: 'empty' }, error ? error.message : 'Loading…'));
    this.#grid.hidden = !overview;
    if (overview) {
      this.#panels.forEach((panel) => this.#showPanel(panel, overview, isTable));
    }
  }

  #showPanel({ title, data, chart, table }, overview, isTable) {
    const view = { from: Date.parse(overview.from), to: Date.parse(overview.to), ...data(overview, (name) => this.#styleOf(name)) };
    chart.element.hidden = isTable;
    chart.show(view);
    render(table, isTable && valueTable(title, view));
  }
}
