import { h } from '../core/view.js';
import { icon } from '../core/icons.js';
import { apiUrl, getJson } from '../core/api.js';
import { formatMilliseconds } from '../core/format.js';
import { formatFull } from '../core/time.js';
import { oncePerFrame } from '../core/frame.js';
import { WindowedGrid } from '../core/grid.js';
import { Refresher } from '../core/refresher.js';
import { isParameter } from '../resources/types.js';
import { structuredLogsAddress, tracesAddress } from '../telemetry/addresses.js';
import { resourceStyle } from '../telemetry/palette.js';
import { resourceTag } from '../telemetry/resourcetag.js';
import { choice, downloadLink, searchField, toggle } from '../telemetry/toolbar.js';
import { TelemetryView } from '../telemetry/view.js';
import { spanDetails } from './spandetails.js';
import { findMatches, toRows } from './tree.js';
import { spanRow, waterfallColumns } from './waterfall.js';

const KINDS = ['Internal', 'Server', 'Client', 'Producer', 'Consumer'];

// Spans of a trace come from several processes, a little apart.
const REFRESH = 2000;

/** One trace: /traces/detail/ID?span=ID&text=links */
export class TracePage {
  #router;
  #store;
  #view;
  #grid;
  #route = null;
  #trace = null;
  #error = null;
  #collapsed = new Set();
  #selected = null;
  #refresher = new Refresher(REFRESH, () => this.#load());
  #update = oncePerFrame(() => this.#render());
  #unsubscribe;

  constructor(host, router, store) {
    this.#router = router;
    this.#store = store;
    this.#grid = new WindowedGrid({
      label: 'Spans',
      role: 'treegrid',
      style: 'waterfall',
      columns: [],
      keyOf: (row) => row.span.spanId,
      rowView: (row) => spanRow(row, { duration: this.#trace.duration, styleOf: (name) => this.#styleOf(name), onToggle: (span) => this.#toggle(span.spanId) }),
      onOpen: (row) => this.#router.setQuery({ span: row.span.spanId }),
      onKey: (event, row) => this.#keyPressed(event, row),
    });
    this.#view = new TelemetryView(host, this.#grid.element, () => this.#closeDetails());
    this.#unsubscribe = store.subscribe(this.#update);
  }

  show(route) {
    const isOther = route.params.id !== this.#route?.params.id;
    this.#route = route;
    if (isOther) {
      this.#trace = null;
      this.#error = null;
      this.#collapsed.clear();
      this.#refresher.now();
    }

    const selected = route.query.get('span');
    if (selected !== null && selected !== this.#selected) {
      this.#view.focusDetails();
      this.#grid.mark(selected);
    }

    this.#selected = selected;
    this.#changed();
  }

  dispose() {
    this.#unsubscribe();
    this.#refresher.dispose();
    this.#grid.dispose();
    this.#view.dispose();
    this.#update.cancel();
  }

  async #load() {
    const { id } = this.#route.params;
    const isFirst = this.#trace === null;
    try {
      const trace = await getJson(apiUrl('traces', id));
      if (id === this.#route.params.id) {
        this.#trace = trace;
        this.#error = null;
      }
    } catch (error) {
      this.#error = error;
    }

    if (isFirst && this.#selected && this.#trace) {
      this.#changed();
      this.#grid.mark(this.#selected);
    }

    this.#changed();
  }

  #styleOf(name) {
    return resourceStyle(this.#store.all.filter((resource) => !isParameter(resource)), name);
  }

  #toggle(spanId) {
    if (!this.#collapsed.delete(spanId)) {
      this.#collapsed.add(spanId);
    }

    this.#changed();
  }

  // As in any tree: right opens, left closes or goes to the parent.
  #keyPressed(event, row) {
    const { span, hasChildren, isCollapsed } = row;
    if (event.key === 'ArrowRight' && isCollapsed) {
      this.#toggle(span.spanId);
    } else if (event.key === 'ArrowLeft' && hasChildren && !isCollapsed) {
      this.#toggle(span.spanId);
    } else if (event.key === 'ArrowLeft' && span.parentId) {
      this.#grid.mark(span.parentId);
    } else {
      return;
    }

    event.preventDefault();
  }

  #closeDetails() {
    if (this.#selected) {
      this.#router.setQuery({ span: null });
      this.#grid.element.focus();
    }
  }

  get #wanted() {
    const { query } = this.#route;
    return { text: query.get('text') ?? '', kind: query.get('kind') ?? '', onlyErrors: query.get('errors') === 'true' };
  }

  #changed() {
    const spans = this.#trace?.items ?? [];
    this.#grid.setColumns(this.#trace ? waterfallColumns(this.#trace.duration) : []);
    this.#grid.show(toRows(spans, this.#collapsed, findMatches(spans, this.#wanted)), this.#selected);
    this.#update();
  }

  #render() {
    const span = this.#trace?.items.find((item) => item.spanId === this.#selected);
    this.#view.render({
      toolbar: this.#toolbar(),
      overlay: this.#overlay(),
      status: this.#trace && this.#status(),
      details: span && spanDetails(this.#trace, span, {
        onClose: () => this.#closeDetails(),
        onSearch: (text) => this.#router.setQuery({ text }),
        styleOf: (name) => this.#styleOf(name),
      }),
    });
  }

  #toolbar() {
    const trace = this.#trace;
    const { text, kind, onlyErrors } = this.#wanted;
    const collapsible = trace?.items.filter((span) => span.parentId).map((span) => span.parentId) ?? [];
    return [
      h('a', { key: 'back', class: 'button button-icon', href: tracesAddress(), 'aria-label': 'All traces', title: 'All traces' }, icon('back')),
      h('h1', { class: 'toolbar-title' }, trace?.name ?? 'Trace', h('small', { class: 'mono muted' }, ` ${this.#route.params.id.slice(0, 7)}`)),
      h('span', { class: 'spacer' }),
      searchField('Search spans', text, (value) => this.#router.setQuery({ text: value }, { replace: true })),
      choice('Kind', [['', 'All kinds'], ...KINDS.map((name) => [name, name])], kind, (value) => this.#router.setQuery({ kind: value })),
      toggle('error', 'Errors', onlyErrors, () => this.#router.setQuery({ errors: onlyErrors ? null : 'true' })),
      toggle('collapse', 'Collapse all', collapsible.length > 0 && collapsible.every((id) => this.#collapsed.has(id)), () => this.#toggleAll(collapsible)),
      trace && h('a', { key: 'logs', class: 'button', href: structuredLogsAddress(null, { traceId: trace.traceId }) }, icon('structuredlogs'), trace.logs === 1 ? '1 log' : `${trace.logs} logs`),
      trace && downloadLink('Download as JSON', apiUrl('traces', trace.traceId), `trace-${trace.traceId}.json`),
    ];
  }

  #toggleAll(ids) {
    const areAll = ids.every((id) => this.#collapsed.has(id));
    this.#collapsed = new Set(areAll ? [] : ids);
    this.#changed();
  }

  #overlay() {
    if (this.#trace === null) {
      return h('p', { class: 'log-empty' }, this.#error === null
        ? 'Loading…'
        : this.#error.status === 404
          ? 'This trace is not known (any more): the oldest are dropped when there are many, and all of them when the application ends. It may also still be on its way.'
          : `${this.#error.message} Trying again…`);
    }

    return findMatches(this.#trace.items, this.#wanted)?.size === 0 && h('p', { class: 'log-empty' }, 'No span matches.');
  }

  #status() {
    const { time, duration, spans, errors, resources } = this.#trace;
    return [
      h('span', null, formatFull(new Date(time))),
      h('span', null, formatMilliseconds(duration)),
      h('span', null, `${spans} spans`),
      errors > 0 && h('span', { key: 'errors', class: 'tone-bad' }, `${errors} with an error`),
      resources.map((resource) => resourceTag(resource.name, this.#styleOf(resource.name))),
    ];
  }
}
