import { getJson } from './api.js';

const RETRY_DELAY = 2000;

/** A stream of server-sent events that is open while the page is visible. */
export class LiveStream {
  #address;
  #handlers;
  #onStatus;
  #source = null;
  #retry = 0;
  #abort = new AbortController();

  /**
   * @param address called for each connection, so that it can say where to go on
   * @param handlers by the name of the event
   * @param onStatus called with 'open' or 'lost'
   */
  constructor(address, handlers, onStatus = () => {}) {
    this.#address = address;
    this.#handlers = handlers;
    this.#onStatus = onStatus;

    // Browsers allow six connections to a server over HTTP/1.1, for all tabs together: hidden tabs must not hold one.
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#disconnect() : this.#connect()), { signal: this.#abort.signal });
    if (!document.hidden) {
      this.#connect();
    }
  }

  close() {
    this.#abort.abort();
    this.#disconnect();
  }

  #connect() {
    this.#disconnect();
    const source = new EventSource(this.#address());
    this.#source = source;
    source.onopen = () => this.#onStatus('open');
    source.onerror = () => {
      this.#onStatus('lost');
      if (source.readyState === EventSource.CLOSED) {
        this.#retry = setTimeout(() => this.#reconnect(), RETRY_DELAY);
      }
    };
    for (const [name, handler] of Object.entries(this.#handlers)) {
      source.addEventListener(name, (event) => handler(JSON.parse(event.data), event.lastEventId));
    }
  }

  #disconnect() {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  // EventSource does not tell why it gave up; an ordinary request finds out whether the session has ended.
  async #reconnect() {
    await getJson('/api/application').catch(() => {});
    if (!this.#abort.signal.aborted && !document.hidden) {
      this.#connect();
    }
  }
}
