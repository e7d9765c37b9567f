import { LiveStream } from '../core/live.js';

/** The live states of all resources. */
export class ResourceStore {
  #byId = new Map();
  #listeners = new Set();
  #isFresh = false;

  /** 'connecting', 'open' or 'lost'. */
  status = 'connecting';

  constructor() {
    new LiveStream(() => '/api/resources/stream', { resources: (changed) => this.#apply(changed) }, (status) => {
      this.status = status;
      this.#isFresh = status === 'open';
      this.#notify();
    });
  }

  /** All that are to be shown, in the order of the application model. */
  get all() {
    return [...this.#byId.values()].filter((resource) => !resource.isHidden).sort((a, b) => a.order - b.order || a.id.localeCompare(b.id, 'en', { numeric: true }));
  }

  get(id) {
    return this.#byId.get(id);
  }

  /** Calls a listener after each change. Returns a function that ends it. */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #apply(changed) {
    if (this.#isFresh) {
      // The first message of a connection holds everything; what is not in it is of an earlier run.
      this.#byId.clear();
      this.#isFresh = false;
    }

    for (const resource of changed) {
      this.#byId.set(resource.id, resource);
    }

    this.#notify();
  }

  #notify() {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
