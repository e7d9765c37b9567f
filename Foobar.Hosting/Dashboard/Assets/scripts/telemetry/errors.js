import { LiveStream } from '../core/live.js';

const SEEN = 'errors.seen';
const LIMIT = 1000;

/** How many errors resources have logged since somebody looked at them. */
export class UnreadErrors {
  #ids = new Map();
  #last = 0;
  #stream;

  constructor(onChange) {
    this.#stream = new LiveStream(() => `/api/logs/stream?level=Error&limit=${LIMIT}&after=${this.#last}`, {
      logs: ({ items }) => {
        for (const { id, resource } of items) {
          this.#ids.set(resource, [...(this.#ids.get(resource) ?? []), id].slice(-LIMIT));
          this.#last = id;
        }

        onChange();
      },
    });
  }

  /** The count for a resource. */
  of(resource) {
    const seen = readSeen()[resource] ?? 0;
    const ids = this.#ids.get(resource) ?? [];

    // Ids begin anew with the application host: those that were seen may be of an earlier run.
    return seen > this.#last ? ids.length : ids.filter((id) => id > seen).length;
  }

  close() {
    this.#stream.close();
  }
}

/** Notes that somebody looks at the logs of a resource. */
export function markSeen(resource, lastId) {
  sessionStorage.setItem(SEEN, JSON.stringify({ ...readSeen(), [resource]: lastId }));
}

function readSeen() {
  return JSON.parse(sessionStorage.getItem(SEEN) ?? '{}');
}
