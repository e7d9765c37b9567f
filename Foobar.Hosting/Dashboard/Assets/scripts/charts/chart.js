import { h, render } from '../core/view.js';
import { oncePerFrame } from '../core/frame.js';
import { formatClock } from '../core/time.js';
import { areaPath, linePath, stack } from './lines.js';
import { nearest, timeTicks, valueTicks } from './scale.js';

const MARGIN = { top: 10, right: 12, bottom: 24, left: 12 };
const TICK_HEIGHT = 44;
const TICK_WIDTH = 90;
const CHARACTER = 6.6;
const HALF_LABEL = 24;
const MAX_NAMED = 8;

/**
 * A chart of values over time. It has the focus as a whole: arrow keys walk through the points, and what is under the mark is
 * read out. It shows { from, to, series: [{ name, style, points: [[time, value]] }], isStacked, format, exemplars }.
 */
export class TimeChart {
  element = document.createElement('div');

  #label;
  #data = null;
  #hidden = new Set();
  #marked = null;
  #onExemplar;
  #plot = document.createElement('div');
  #tooltip = document.createElement('div');
  #legend = document.createElement('div');
  #resized = new ResizeObserver(() => this.#update());
  #update = oncePerFrame(() => this.#draw());

  /** @param onExemplar called with an exemplar that was chosen */
  constructor(label, onExemplar = () => {}) {
    this.#label = label;
    this.#onExemplar = onExemplar;
    this.element.className = 'chart';
    this.#plot.className = 'chart-plot';
    this.#plot.tabIndex = 0;
    this.#plot.setAttribute('role', 'group');
    this.#plot.setAttribute('aria-roledescription', 'chart');
    this.#plot.setAttribute('aria-label', `${label}. Arrow keys read the values.`);
    this.#tooltip.className = 'chart-tooltip';
    this.#tooltip.setAttribute('role', 'status');
    this.#tooltip.hidden = true;
    this.#legend.className = 'chart-legend';
    this.element.append(this.#plot, this.#tooltip, this.#legend);
    this.#plot.addEventListener('pointermove', (event) => this.#pointed(event));
    this.#plot.addEventListener('pointerleave', () => this.#mark(null));
    this.#plot.addEventListener('blur', () => this.#mark(null));
    this.#plot.addEventListener('keydown', (event) => this.#keyPressed(event));
    this.#resized.observe(this.#plot);
  }

  show(data) {
    this.#data = data;
    this.#update();
  }

  dispose() {
    this.#resized.disconnect();
    this.#update.cancel();
  }

  get #shown() {
    const shown = this.#data.series.filter(({ name }) => !this.#hidden.has(name));
    return this.#data.isStacked ? stack(shown) : shown;
  }

  get #times() {
    const longest = this.#data.series.reduce((best, { points }) => (points.length > best.length ? points : best), []);
    return longest.map(([time]) => time);
  }

  #scales() {
    const { from, to, format } = this.#data;
    const width = this.#plot.clientWidth;
    const height = this.#plot.clientHeight;
    const values = this.#shown.flatMap(({ points }) => points.map(([, value]) => value).filter((value) => value !== null && value !== undefined));
    const greatest = values.reduce((a, b) => Math.max(a, b), 0);
    const least = values.reduce((a, b) => Math.min(a, b), 0);
    const ticks = valueTicks(least, greatest, Math.max(2, Math.floor((height - MARGIN.top - MARGIN.bottom) / TICK_HEIGHT)));
    const labels = ticks.map(format);
    const left = MARGIN.left + Math.max(...labels.map((label) => label.length)) * CHARACTER;
    const right = width - MARGIN.right;
    const bottom = height - MARGIN.bottom;
    const low = ticks[0];
    const high = ticks.at(-1);
    return {
      width, height, left, right, bottom, ticks, labels,
      x: (time) => left + ((time - from) / (to - from || 1)) * (right - left),
      y: (value) => bottom - ((value - low) / (high - low)) * (bottom - MARGIN.top),
      timeAt: (x) => from + ((x - left) / (right - left)) * (to - from),
    };
  }

  #draw() {
    if (this.#data === null || this.#plot.clientWidth === 0) {
      return;
    }

    const scales = this.#scales();
    const shown = this.#shown;
    render(this.#plot, h('svg', { class: 'chart-svg', width: scales.width, height: scales.height, 'aria-hidden': 'true' },
      this.#axes(scales),
      this.#data.isStacked && shown.map(({ name, style, points }) => h('path', { key: `area ${name}`, class: `area ${style}`, d: areaPath(points, scales.x, scales.y) })),
      !this.#data.isStacked && shown.map(({ name, style, points }) => h('path', { key: `line ${name}`, class: `line ${style}`, d: linePath(points, scales.x, scales.y) })),
      this.#exemplarViews(scales),
      this.#markView(scales, shown)));
    this.#drawTooltip(scales);
    render(this.#legend, this.#data.series.length > 1 && this.#data.series.map((one) => this.#legendEntry(one)));
  }

  #axes({ left, right, bottom, ticks, labels, x, y }) {
    const { from, to } = this.#data;
    const times = timeTicks(from, to, Math.max(2, Math.floor((right - left) / TICK_WIDTH)));
    return [
      ticks.map((tick, i) => h('g', { key: `y ${i}`, class: 'tick' },
        h('line', { x1: left, x2: right, y1: y(tick), y2: y(tick) }),
        h('text', { x: left - 6, y: y(tick), 'text-anchor': 'end', 'dominant-baseline': 'central' }, labels[i]))),
      times.filter((time) => x(time) > left + HALF_LABEL && x(time) < right - HALF_LABEL).map((time) => h('text', { key: `x ${time}`, x: x(time), y: bottom + 16, 'text-anchor': 'middle' }, formatClock(new Date(time)))),
    ];
  }

  #exemplarViews({ x, y, right, left }) {
    return (this.#data.exemplars ?? []).filter(({ time }) => x(time) >= left && x(time) <= right).map((exemplar) =>
      h('circle', { key: `exemplar ${exemplar.traceId} ${exemplar.spanId} ${exemplar.time}`, class: 'exemplar', cx: x(exemplar.time), cy: Math.max(MARGIN.top, y(exemplar.value)), r: 4, onclick: () => this.#onExemplar(exemplar) }));
  }

  #markView({ x, y, bottom }, shown) {
    if (this.#marked === null) {
      return null;
    }

    const time = this.#times[nearest(this.#times, this.#marked)];
    return time !== undefined && h('g', { key: 'mark', class: 'mark' },
      h('line', { x1: x(time), x2: x(time), y1: MARGIN.top, y2: bottom }),
      shown.map(({ name, style, points }) => {
        const value = valueAt(points, time);
        return typeof value === 'number' && h('circle', { key: name, class: style, cx: x(time), cy: y(value), r: 3.5 });
      }));
  }

  #drawTooltip({ x, width }) {
    const times = this.#times;
    const time = this.#marked === null ? undefined : times[nearest(times, this.#marked)];
    this.#tooltip.hidden = time === undefined;
    if (time === undefined) {
      render(this.#tooltip);
      return;
    }

    const values = this.#data.series.filter(({ name }) => !this.#hidden.has(name))
      .map((one) => ({ ...one, value: valueAt(one.points, time) }))
      .filter(({ value }) => typeof value === 'number')
      .sort((a, b) => b.value - a.value);
    render(this.#tooltip,
      h('strong', null, formatClock(new Date(time))),
      values.length === 0 && h('div', { class: 'muted' }, 'Nothing recorded'),
      values.slice(0, MAX_NAMED).map(({ name, style, value }) => h('div', { key: name, class: style }, h('i', { class: 'swatch' }), h('span', null, name), h('b', null, this.#data.format(value)))),
      values.length > MAX_NAMED && h('div', { class: 'muted' }, `and ${values.length - MAX_NAMED} more`));
    const room = width - this.#tooltip.offsetWidth - 8;
    const place = x(time) + 12;
    this.#tooltip.style.transform = `translateX(${Math.max(4, place > room ? x(time) - this.#tooltip.offsetWidth - 12 : place)}px)`;
  }

  #legendEntry({ name, style }) {
    const isHidden = this.#hidden.has(name);
    return h('button', {
      key: name,
      class: `legend-entry ${style}`,
      'aria-pressed': String(!isHidden),
      title: isHidden ? `Show ${name}` : `Hide ${name}`,
      onclick: () => {
        if (!this.#hidden.delete(name)) {
          this.#hidden.add(name);
        }

        this.#update();
      },
    }, h('i', { class: 'swatch' }), name);
  }

  #mark(time) {
    if (time !== this.#marked) {
      this.#marked = time;
      this.#update();
    }
  }

  #pointed(event) {
    if (this.#data !== null) {
      this.#mark(this.#scales().timeAt(event.clientX - this.#plot.getBoundingClientRect().left));
    }
  }

  #keyPressed(event) {
    const times = this.#data === null ? [] : this.#times;
    const moves = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };
    if (event.key === 'Escape') {
      this.#mark(null);
    } else if (event.key in moves && times.length > 0) {
      const present = this.#marked === null ? times.length - (event.key === 'ArrowLeft' ? 0 : 1) : nearest(times, this.#marked);
      this.#mark(times[Math.min(times.length - 1, Math.max(0, present + moves[event.key]))]);
      event.preventDefault();
    }
  }
}

function valueAt(points, time) {
  const index = nearest(points.map(([each]) => each), time);
  return index >= 0 && points[index][0] === time ? points[index][1] : null;
}
