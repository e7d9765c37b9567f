import { stripAnsi } from './ansi.js';

// Trimmed in blocks: moving the whole array for each new line would cost more than the lines themselves.
const TRIM_BLOCK = 5_000;

/** The lines of a log, or of several in one, bounded, and those of them that match a filter. */
export class LogLines {
  #capacity;
  #all = [];
  #lastNumbers = new Map();
  #filter = '';

  /** Those that match the filter. */
  shown = [];

  constructor(capacity) {
    this.#capacity = capacity;
  }

  get count() {
    return this.#all.length;
  }

  /** Adds lines as they come from the server. A number that was skipped becomes a line that says so. */
  append(received) {
    for (const { number, text, isError, resource } of received) {
      const last = this.#lastNumbers.get(resource) ?? 0;
      if (last > 0 && number > last + 1) {
        this.#add({ gap: number - last - 1, resource, length: 1 });
      }

      this.#lastNumbers.set(resource, number);
      this.#add(toLine(number, text, isError, resource));
    }

    this.#trim();
  }

  setFilter(filter) {
    this.#filter = filter.toLowerCase();
    this.shown = this.#all.filter((line) => this.#matches(line));
  }

  clear() {
    this.#all = [];
    this.shown = [];
  }

  /** Forgets everything, as for another log. */
  reset() {
    this.clear();
    this.#lastNumbers.clear();
  }

  #add(line) {
    this.#all.push(line);
    if (this.#matches(line)) {
      this.shown.push(line);
    }
  }

  #matches(line) {
    return this.#filter === '' || (line.text !== undefined && `${line.resource ?? ''} ${stripAnsi(line.text)}`.toLowerCase().includes(this.#filter));
  }

  #trim() {
    if (this.#all.length < this.#capacity + TRIM_BLOCK) {
      return;
    }

    const dropped = new Set(this.#all.splice(0, this.#all.length - this.#capacity));
    const firstKept = this.shown.findIndex((line) => !dropped.has(line));
    this.shown.splice(0, firstKept < 0 ? this.shown.length : firstKept);
  }
}

function toLine(number, content, isError, resource) {
  const space = content.indexOf(' ');
  const text = content.slice(space + 1);
  return { number, time: content.slice(0, space), text, length: stripAnsi(text).length, isError, resource };
}
