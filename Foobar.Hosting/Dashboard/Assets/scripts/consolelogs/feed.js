import { apiUrl } from '../core/api.js';
import { LiveStream } from '../core/live.js';
import { LogLines } from './lines.js';

const CAPACITY = 50_000;

/** The log of one resource, or of all, as it comes in. While paused, what is shown stands still and new lines wait. */
export class ConsoleFeed {
  #lines = new LogLines(CAPACITY);
  #waiting = [];
  #isPaused = false;
  #stream = null;
  #position = '';
  #onChange;

  /** Whether the connection is interrupted. */
  isLost = false;

  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** The lines that match the filter. */
  get shown() {
    return this.#lines.shown;
  }

  /** How many lines there are, matching or not. */
  get count() {
    return this.#lines.count;
  }

  /** How many lines wait for the end of the pause. */
  get waiting() {
    return this.#waiting.length;
  }

  /** Follows the log of a resource; null for those of all. */
  open(id) {
    this.close();
    this.#reset();
    const address = id === null ? apiUrl('console', 'stream') : apiUrl('resources', id, 'console', 'stream');
    this.#stream = new LiveStream(
      () => `${address}?after=${encodeURIComponent(this.#position)}`,
      { lines: (lines, position) => this.#received(lines, position) },
      (status) => {
        this.isLost = status === 'lost';
        this.#onChange();
      });
    this.#onChange();
  }

  close() {
    this.#stream?.close();
    this.#stream = null;
  }

  setFilter(filter) {
    this.#lines.setFilter(filter);
    this.#onChange();
  }

  setPaused(isPaused) {
    this.#isPaused = isPaused;
    if (!isPaused) {
      this.#lines.append(this.#waiting.splice(0));
    }
  }

  clear() {
    this.#waiting = [];
    this.#lines.clear();
    this.#onChange();
  }

  #reset() {
    this.#position = '';
    this.#waiting = [];
    this.#lines.reset();
  }

  #received(lines, position) {
    // The part before the colon names the run of the application host, or the connection: another is a new log.
    if (position.split(':')[0] !== this.#position.split(':')[0]) {
      this.#reset();
    }

    this.#position = position;
    if (this.#isPaused) {
      this.#waiting.push(...lines);
      this.#waiting.splice(0, this.#waiting.length - CAPACITY);
    } else {
      this.#lines.append(lines);
    }

    this.#onChange();
  }
}
