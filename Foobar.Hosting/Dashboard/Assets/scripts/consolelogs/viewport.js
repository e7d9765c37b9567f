import { h, render } from '../core/view.js';
import { oncePerFrame } from '../core/frame.js';
import { withLinks } from '../core/links.js';
import { formatPreciseClock } from '../core/time.js';
import { parseAnsi } from './ansi.js';
import { RowIndex } from './rows.js';

// The same as --row-height in consolelogs.css: with one height for all rows, any line's place is a multiplication.
const ROW_HEIGHT = 20;
const OVERSCAN = 10;

/** A window over many lines: only those that can be seen are in the document. */
export class LogViewport {
  #lines = [];
  #sizer = document.createElement('div');
  #rows = document.createElement('div');
  #resized = new ResizeObserver(() => this.measure());
  #isWrapping = false;
  #isOfSeveral = false;
  #columns = Infinity;
  #isFollowing = true;
  #onFollowingChange;
  #styleOf;

  /** Draws what changed, at the next frame. */
  update = oncePerFrame(() => this.#draw());

  /** @param styleOf gives the colour of a resource, where the lines of several are shown */
  constructor(element, onFollowingChange, styleOf) {
    this.element = element;
    this.#styleOf = styleOf;
    this.#onFollowingChange = onFollowingChange;
    this.#sizer.className = 'log-sizer';
    this.#rows.className = 'log-rows';
    this.#sizer.append(this.#rows);
    element.append(this.#sizer);
    element.addEventListener('scroll', () => this.#scrolled());

    // Whoever scrolls up wants to read: waiting for the scroll event would lose against the next lines.
    element.addEventListener('wheel', (event) => event.deltaY < 0 && this.#pauseToRead(), { passive: true });
    element.addEventListener('touchmove', () => this.#pauseToRead(), { passive: true });
    this.#resized.observe(element);
  }

  get isFollowing() {
    return this.#isFollowing;
  }

  /** Shows other lines. */
  show(lines) {
    this.#lines = lines;
    if (Boolean(lines[0]?.resource) !== this.#isOfSeveral) {
      this.#isOfSeveral = !this.#isOfSeveral;
      this.measure();
    }

    this.update();
  }

  /** Whether long lines are broken at the edge. */
  wrap(isWrapping) {
    this.#isWrapping = isWrapping;
    this.element.classList.toggle('is-wrapping', isWrapping);
    this.measure();
  }

  /** Finds out anew how many characters fit into a row. */
  measure() {
    this.#columns = this.#isWrapping ? columnsOf(this.#sizer, this.#isOfSeveral) : Infinity;
    this.update();
  }

  follow(isFollowing) {
    this.#setFollowing(isFollowing);
    this.update();
  }

  dispose() {
    this.#resized.disconnect();
    this.update.cancel();
  }

  #pauseToRead() {
    if (this.element.scrollTop > 0) {
      this.#setFollowing(false);
    }
  }

  #scrolled() {
    const distance = this.element.scrollHeight - this.element.clientHeight - this.element.scrollTop;
    this.#setFollowing(distance < 2 * ROW_HEIGHT);
    this.update();
  }

  #setFollowing(isFollowing) {
    if (isFollowing !== this.#isFollowing) {
      this.#isFollowing = isFollowing;
      this.#onFollowingChange();
    }
  }

  #draw() {
    const index = new RowIndex(this.#lines, this.#columns);
    this.#sizer.style.height = `${index.rowCount * ROW_HEIGHT}px`;
    if (this.#isFollowing) {
      this.element.scrollTop = this.element.scrollHeight;
    }

    const topRow = Math.floor(this.element.scrollTop / ROW_HEIGHT);
    const bottomRow = topRow + Math.ceil(this.element.clientHeight / ROW_HEIGHT);
    const first = index.lineAt(Math.max(0, topRow - OVERSCAN));
    const last = index.lineAt(bottomRow + OVERSCAN);
    this.#rows.style.transform = `translateY(${index.startOf(first) * ROW_HEIGHT}px)`;
    render(this.#rows, this.#lines.slice(first, last + 1).map((line) => rowView(line, this.#styleOf)));
  }
}

// A line of one character is laid out like any other, and its room compared with the character's width.
function columnsOf(sizer, isOfSeveral) {
  const probe = document.createElement('div');
  render(probe, rowView({ number: 0, time: new Date().toISOString(), text: '0', isError: false, resource: isOfSeveral && 'x' }, () => ''));
  sizer.append(probe);
  const text = probe.querySelector('.log-text');
  const range = document.createRange();
  range.selectNodeContents(text);
  const columns = Math.floor(text.getBoundingClientRect().width / range.getBoundingClientRect().width);
  probe.remove();
  return Math.max(1, columns);
}

function rowView(line, styleOf) {
  if (line.gap) {
    return h('div', { class: 'log-row log-gap' }, `… ${line.gap.toLocaleString()} lines ${line.resource ? `of ${line.resource} ` : ''}came faster than they could be sent`);
  }

  // Standard error is marked, not coloured: many programs write all of their log there.
  return h('div', { class: `log-row ${line.isError ? 'is-stderr' : ''}`, title: line.isError ? 'Standard error' : null },
    line.resource ? h('span', { class: `log-resource ${styleOf(line.resource)}`, title: line.resource }, line.resource) : h('span', { class: 'log-number' }, line.number),
    h('time', { class: 'log-time', datetime: line.time, title: line.time }, formatPreciseClock(new Date(line.time))),
    h('span', { class: 'log-text' }, parseAnsi(line.text).map(({ text, classes }) => (classes ? h('span', { class: classes }, withLinks(text)) : withLinks(text)))));
}
