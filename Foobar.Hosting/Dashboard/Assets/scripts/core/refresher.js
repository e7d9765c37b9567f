/** Asks again and again while the page is visible; the next time is counted from the end of the last. */
export class Refresher {
  #interval;
  #action;
  #timer = 0;
  #run = 0;
  #abort = new AbortController();

  /** @param action an asynchronous function that handles its own errors */
  constructor(interval, action) {
    this.#interval = interval;
    this.#action = action;
    document.addEventListener('visibilitychange', () => (document.hidden ? this.stop() : this.now()), { signal: this.#abort.signal });
  }

  /** Asks at once, and then at another interval if one is given. */
  now(interval = this.#interval) {
    this.#interval = interval;
    this.stop();
    void this.#cycle(++this.#run);
  }

  stop() {
    this.#run++;
    clearTimeout(this.#timer);
  }

  dispose() {
    this.#abort.abort();
    this.stop();
  }

  async #cycle(run) {
    await this.#action();
    if (run === this.#run) {
      this.#timer = setTimeout(() => this.#cycle(run), this.#interval);
    }
  }
}
