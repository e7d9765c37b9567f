import { h, render } from '../core/view.js';
import { oncePerFrame } from '../core/frame.js';
import { formatPreciseClock } from '../core/time.js';
import { parseAnsi } from './ansi.js';

// The same as --row-height in consolelogs.css: with one height for all rows, any row's place is a multiplication.
const ROW_HEIGHT = 20;
const OVERSCAN = 10;

/** A window over many lines: only the rows that can be seen are in the document. */
export class LogViewport {
  #lines = [];
  #sizer = document.createElement('div');
  #rows = document.createElement('div');
  #resized = new ResizeObserver(() => this.update());
  #isFollowing = true;
  #onFollowingChange;

  /** Draws what changed, at the next frame. */
  update = oncePerFrame(() => this.#draw());

  constructor(element, onFollowingChange) {
    this.element = element;
    this.#onFollowingChange = onFollowingChange;
    this.#sizer.className = 'log-sizer';
    this.#rows.className = 'log-rows';
    this.#sizer.append(this.#rows);
    element.append(this.#sizer);
    element.addEventListener('scroll', () => this.#scrolled());

    // Whoever scrolls up wants to read: waiting for the scroll event would lose against the next lines.
    element.addEventListener('wheel', (event) => event.deltaY < 0 && this.#setFollowing(false), { passive: true });
    this.#resized.observe(element);
  }

  get isFollowing() {
    return this.#isFollowing;
  }

  /** Shows other lines. */
  show(lines) {
    this.#lines = lines;
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
    this.#sizer.style.height = `${this.#lines.length * ROW_HEIGHT}px`;
    if (this.#isFollowing) {
      this.element.scrollTop = this.element.scrollHeight;
    }

    const first = Math.max(0, Math.floor(this.element.scrollTop / ROW_HEIGHT) - OVERSCAN);
    const count = Math.ceil(this.element.clientHeight / ROW_HEIGHT) + 2 * OVERSCAN;
    this.#rows.style.transform = `translateY(${first * ROW_HEIGHT}px)`;
    render(this.#rows, this.#lines.slice(first, first + count).map(rowView));
  }
}

function rowView(line) {
  if (line.gap) {
    return h('div', { class: 'log-row log-gap' }, `… ${line.gap.toLocaleString()} lines came faster than they could be sent`);
  }

  // Standard error is marked, not coloured: many programs write all of their log there.
  return h('div', { class: `log-row ${line.isError ? 'is-stderr' : ''}`, title: line.isError ? 'Standard error' : null },
    h('span', { class: 'log-number' }, line.number),
    h('time', { class: 'log-time', datetime: line.time, title: line.time }, formatPreciseClock(new Date(line.time))),
    h('span', { class: 'log-text' }, parseAnsi(line.text).map(({ text, classes }) => (classes ? h('span', { class: classes }, text) : text))));
}
