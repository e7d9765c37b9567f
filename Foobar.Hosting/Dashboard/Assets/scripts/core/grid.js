import { h, render } from './view.js';
import { oncePerFrame } from './frame.js';

const OVERSCAN = 8;

let lastGrid = 0;

/**
 * A table over many rows of one height, of which only those that can be seen are in the document. The grid itself has the
 * focus; arrow keys move a mark over the rows, Enter opens the marked one.
 */
export class WindowedGrid {
  element = document.createElement('div');

  #prefix = `grid-${++lastGrid}`;
  #options;
  #rows = [];
  #selected = null;
  #active = null;
  #isFollowing = false;
  #anchor = null;
  #rowHeight = 0;
  #head = document.createElement('div');
  #sizer = document.createElement('div');
  #window = document.createElement('div');
  #resized = new ResizeObserver(() => this.#measure());

  /** Draws what changed, at the next frame. */
  update = oncePerFrame(() => this.#draw());

  /**
   * @param options label; role ('grid' or 'treegrid'); style, a class; columns, [{ name, style }]; keyOf(row); rowView(row), which
   * gives { cells, props }; onOpen(row); onKey(event, row), optional; canFollow; onFollowingChange(); onTop()
   */
  constructor(options) {
    this.#options = { role: 'grid', canFollow: false, onTop: () => {}, onFollowingChange: () => {}, onKey: () => {}, ...options };
    this.#isFollowing = this.#options.canFollow;
    this.element.className = `grid ${options.style}`;
    this.element.tabIndex = 0;
    this.element.setAttribute('role', this.#options.role);
    this.element.setAttribute('aria-label', options.label);
    this.#head.className = 'grid-head';
    this.#head.setAttribute('role', 'rowgroup');
    this.#sizer.className = 'grid-sizer';
    this.#sizer.setAttribute('role', 'rowgroup');
    this.#window.className = 'grid-window';
    this.#window.setAttribute('role', 'presentation');
    this.#sizer.append(this.#window);
    this.element.append(this.#head, this.#sizer);
    this.setColumns(options.columns);
    this.element.addEventListener('scroll', () => this.#scrolled());
    this.element.addEventListener('keydown', (event) => this.#keyPressed(event));

    // Whoever scrolls up wants to read: waiting for the scroll event would lose against the next rows.
    this.element.addEventListener('wheel', (event) => event.deltaY < 0 && this.#pauseToRead(), { passive: true });
    this.element.addEventListener('touchmove', () => this.#pauseToRead(), { passive: true });
    this.#resized.observe(this.element);
  }

  get isFollowing() {
    return this.#isFollowing;
  }

  setColumns(columns) {
    render(this.#head, h('div', { role: 'row', class: 'grid-row' }, columns.map(({ name, style, content }) =>
      h('div', { key: style, role: 'columnheader', class: `cell-${style}` }, content ?? name))));
  }

  /** Shows other rows; the one with the selected key is highlighted. */
  show(rows, selected = null) {
    this.#rows = rows;
    this.#selected = selected;
    this.update();
  }

  follow(isFollowing) {
    this.#setFollowing(isFollowing);
    this.update();
  }

  /** Marks a row and brings it into view. */
  mark(key) {
    this.#active = key;
    const index = this.#indexOf(key);
    if (index >= 0) {
      this.#bringIntoView(index);
    }
  }

  dispose() {
    this.#resized.disconnect();
    this.update.cancel();
  }

  #measure() {
    this.#rowHeight = parseFloat(getComputedStyle(this.element).getPropertyValue('--row-height'));
    this.update();
  }

  #indexOf(key) {
    return key === null ? -1 : this.#rows.findIndex((row) => this.#options.keyOf(row) === key);
  }

  #pauseToRead() {
    if (this.element.scrollTop > 0) {
      this.#setFollowing(false);
    }
  }

  #scrolled() {
    const { scrollHeight, clientHeight, scrollTop } = this.element;
    this.#setFollowing(scrollHeight - clientHeight - scrollTop < 2 * this.#rowHeight);
    this.#rememberAnchor();
    if (scrollTop < this.#rowHeight * OVERSCAN) {
      this.#options.onTop();
    }

    this.update();
  }

  #setFollowing(isFollowing) {
    if (this.#options.canFollow && isFollowing !== this.#isFollowing) {
      this.#isFollowing = isFollowing;
      this.#options.onFollowingChange();
    }
  }

  // Rows that are added or dropped above must not move what is read.
  #rememberAnchor() {
    const index = Math.floor(this.element.scrollTop / this.#rowHeight);
    const row = this.#rows[index];
    this.#anchor = row && { key: this.#options.keyOf(row), index };
  }

  #restoreAnchor() {
    const row = this.#anchor && this.#rows[this.#anchor.index];
    if (!this.#anchor || !this.#options.canFollow || (row && this.#options.keyOf(row) === this.#anchor.key)) {
      return;
    }

    const index = this.#indexOf(this.#anchor.key);
    if (index >= 0) {
      this.element.scrollTop += (index - this.#anchor.index) * this.#rowHeight;
      this.#anchor.index = index;
    }
  }

  #draw() {
    if (!this.#rowHeight) {
      return;
    }

    const headHeight = this.#head.offsetHeight;
    this.#sizer.style.height = `${this.#rows.length * this.#rowHeight}px`;
    if (this.#isFollowing) {
      this.element.scrollTop = this.element.scrollHeight;
      this.#rememberAnchor();
    } else {
      this.#restoreAnchor();
    }

    const top = Math.floor(this.element.scrollTop / this.#rowHeight);
    const seen = Math.ceil((this.element.clientHeight - headHeight) / this.#rowHeight);
    const first = Math.max(0, Math.min(top, this.#rows.length - seen) - OVERSCAN);
    const shown = this.#rows.slice(first, top + seen + OVERSCAN);
    this.element.setAttribute('aria-rowcount', this.#rows.length + 1);
    this.#window.style.transform = `translateY(${first * this.#rowHeight}px)`;
    render(this.#window, shown.map((row, i) => this.#rowView(row, first + i)));
    const isMarkShown = shown.some((row) => this.#options.keyOf(row) === this.#active);
    if (isMarkShown) {
      this.element.setAttribute('aria-activedescendant', this.#idOf(this.#active));
    } else {
      this.element.removeAttribute('aria-activedescendant');
    }
  }

  #idOf(key) {
    return `${this.#prefix}-${key}`;
  }

  #rowView(row, index) {
    const key = this.#options.keyOf(row);
    const { cells, props = {} } = this.#options.rowView(row);
    return h('div', {
      ...props,
      key,
      id: this.#idOf(key),
      role: 'row',
      'aria-rowindex': index + 2,
      'aria-selected': String(key === this.#selected),
      class: `grid-row ${props.class ?? ''} ${key === this.#active ? 'is-marked' : ''}`,
      onclick: (event) => this.#clicked(event, row),
    }, cells);
  }

  // Neither a link or button in the row, nor the end of selecting text.
  #clicked(event, row) {
    if (!event.target.closest('a, button') && getSelection().type !== 'Range') {
      this.#active = this.#options.keyOf(row);
      this.#options.onOpen(row);
    }
  }

  #keyPressed(event) {
    if (event.target !== this.element || event.ctrlKey || event.metaKey || event.altKey || this.#rows.length === 0) {
      return;
    }

    const present = this.#indexOf(this.#active);
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.#rowHeight) - 2);
    const from = present >= 0 ? present : Math.floor(this.element.scrollTop / this.#rowHeight);
    const moves = { ArrowDown: present >= 0 ? 1 : 0, ArrowUp: present >= 0 ? -1 : 0, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in moves) {
      const index = Math.min(this.#rows.length - 1, Math.max(0, from + moves[event.key]));
      this.#active = this.#options.keyOf(this.#rows[index]);
      this.#setFollowing(event.key === 'End');
      this.#bringIntoView(index);
      event.preventDefault();
    } else if (event.key === 'Enter' && present >= 0) {
      this.#options.onOpen(this.#rows[present]);
      event.preventDefault();
    } else if (present >= 0) {
      this.#options.onKey(event, this.#rows[present]);
    }
  }

  #bringIntoView(index) {
    const room = this.element.clientHeight - this.#head.offsetHeight - this.#rowHeight;
    const place = index * this.#rowHeight;
    this.element.scrollTop = Math.min(place, Math.max(place - room, this.element.scrollTop));
    this.#rememberAnchor();
    this.update();
  }
}

/** A cell of a row. */
export function gridCell(style, ...children) {
  return h('div', { key: style, role: 'gridcell', class: `cell-${style}` }, children);
}
