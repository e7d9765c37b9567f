import { getJson } from '../core/api.js';
import { LiveStream } from '../core/live.js';

const CAPACITY = 10_000;
const PAGE = 500;

// Somebody who writes a filter is not to open a stream for each letter. Milliseconds.
const SETTLE = 200;

/**
 * A list of telemetry as it comes in, ordered by a number that the server gives each item. While paused, what is shown
 * stands still and new items wait.
 */
export class TelemetryFeed {
  #kind;
  #orderOf;
  #keyOf;
  #onChange;
  #query = null;
  #stream = null;
  #orders = new Map();
  #waiting = [];
  #isPaused = false;
  #isAsking = false;
  #opening = 0;
  #changed = -Infinity;
  #cleared = 0;

  rows = [];

  /** How many match in all, stored on the server. */
  total = 0;

  /** How many the server has dropped because its store is full. */
  dropped = 0;

  /** How many came faster than they could be sent. */
  skipped = 0;

  /** Whether nothing has come yet since the query changed. */
  isLoading = true;

  /** Whether the connection is interrupted. */
  isLost = false;

  /** Why the server refused the query. */
  error = null;

  /**
   * @param kind 'logs' or 'traces', which are the names of the endpoints and of the events
   * @param keyOf what makes an item one that replaces another
   * @param orderOf the number it is ordered by
   */
  constructor(kind, keyOf, orderOf, onChange) {
    this.#kind = kind;
    this.#keyOf = keyOf;
    this.#orderOf = orderOf;
    this.#onChange = onChange;
  }

  get isCleared() {
    return this.#cleared > 0;
  }

  /** How many items wait for the end of the pause. */
  get waiting() {
    return this.#waiting.length;
  }

  /** Shows what matches a query, unless it already does. */
  open(query) {
    const text = query.toString();
    if (text === this.#query) {
      return;
    }

    // The first letter, and whatever is chosen, is answered at once; what follows soon waits for its end.
    const now = performance.now();
    const delay = now - this.#changed < SETTLE ? SETTLE : 0;
    this.#changed = now;
    this.close();
    this.#query = text;
    this.#reset();
    this.#opening = setTimeout(() => this.#connect(), delay);
    this.#onChange();
  }

  close() {
    clearTimeout(this.#opening);
    this.#stream?.close();
    this.#stream = null;
  }

  setPaused(isPaused) {
    this.#isPaused = isPaused;
    if (!isPaused) {
      this.#add(this.#waiting.splice(0));
    }
  }

  /** Leaves out what there is so far; the server keeps it. */
  clear() {
    this.#cleared = [...this.rows, ...this.#waiting].reduce((last, item) => Math.max(last, this.#orderOf(item)), this.#cleared);
    this.rows = [];
    this.#orders.clear();
    this.#waiting = [];
    this.#onChange();
  }

  /** Adds a page of what came before the first row. */
  async loadOlder() {
    if (this.#cleared > 0 || this.#isAsking || this.rows.length === 0 || this.rows.length >= Math.min(this.total, CAPACITY)) {
      return;
    }

    this.#isAsking = true;
    const query = this.#query;
    try {
      const { items, more } = await getJson(`/api/${this.#kind}?${query}&before=${this.#orderOf(this.rows[0])}&limit=${PAGE}`);
      if (query === this.#query) {
        this.#add(items);
        this.#onChange();
      }

      // Nothing is left to ask for, whatever the total says: it counts what came meanwhile.
      this.#isAsking = query === this.#query && !more;
    } catch {
      this.#isAsking = false;
    }
  }

  #connect() {
    this.#stream = new LiveStream(
      () => `/api/${this.#kind}/stream?${this.#query}&limit=${PAGE}${this.#position}`,
      { [this.#kind]: (message) => this.#received(message) },
      (status) => {
        this.isLost = status === 'lost';
        if (this.isLost) {
          void this.#findOutWhy();
        }

        this.#onChange();
      });
  }

  // Where a connection goes on that was given up, for example while the page was hidden.
  get #position() {
    const last = this.#waiting.at(-1) ?? this.rows.at(-1);
    return last ? `&after=${this.#orderOf(last)}` : '';
  }

  #reset() {
    this.rows = [];
    this.#orders.clear();
    this.#waiting = [];
    this.#isAsking = false;
    Object.assign(this, { total: 0, dropped: 0, skipped: 0, isLoading: true, isLost: false, error: null });
  }

  #received({ items, total, dropped, skipped }) {
    Object.assign(this, { total, dropped, isLoading: false, error: null });
    this.skipped += skipped;
    if (this.#isPaused) {
      this.#waiting.push(...items);
      this.#waiting.splice(0, this.#waiting.length - CAPACITY);
    } else {
      this.#add(items);
    }

    this.#onChange();
  }

  #add(items) {
    for (const item of items.filter((each) => this.#orderOf(each) > this.#cleared)) {
      const key = this.#keyOf(item);
      const order = this.#orderOf(item);
      const known = this.#orders.get(key);
      if (known !== undefined && known !== order) {
        this.rows.splice(this.#placeOf(known), 1);
      }

      this.#orders.set(key, order);
      this.rows.splice(this.#placeOf(order), known === order ? 1 : 0, item);
    }

    for (const item of this.rows.splice(0, this.rows.length - CAPACITY)) {
      this.#orders.delete(this.#keyOf(item));
    }
  }

  // New items come last, and nearly always are the newest.
  #placeOf(order) {
    let low = 0;
    let high = this.rows.length;
    if (high > 0 && this.#orderOf(this.rows[high - 1]) < order) {
      return high;
    }

    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#orderOf(this.rows[middle]) < order) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }

    return low;
  }

  // EventSource does not tell why it was refused; the same question without a stream does.
  async #findOutWhy() {
    const query = this.#query;
    const error = await getJson(`/api/${this.#kind}?${query}&limit=1`).then(() => null, (reason) => reason);
    if (query === this.#query && error?.status === 400) {
      this.error = error.message;
      this.isLoading = false;
      this.#onChange();
    }
  }
}
