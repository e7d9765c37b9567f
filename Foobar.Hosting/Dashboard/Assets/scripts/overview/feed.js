import { getJson } from '../core/api.js';
import { LiveStream } from '../core/live.js';
import { merge } from './history.js';

/** The overview as it goes on: what has been so far is asked for with each connection, then each second is added. */
export class OverviewFeed {
  #minutes = null;
  #stream = null;
  #onChange;

  overview = null;
  isLost = false;
  error = null;

  constructor(onChange) {
    this.#onChange = onChange;
  }

  open(minutes) {
    if (minutes === this.#minutes) {
      return;
    }

    this.close();
    this.#minutes = minutes;
    this.overview = null;
    this.#stream = new LiveStream(() => `/api/overview/stream?minutes=${minutes}`, { overview: (news) => this.#received(news) }, (status) => {
      this.isLost = status === 'lost';
      if (status === 'open') {
        void this.#load();
      }

      this.#onChange();
    });
  }

  close() {
    this.#stream?.close();
    this.#stream = null;
  }

  async #load() {
    const minutes = this.#minutes;
    try {
      const overview = await getJson(`/api/overview?minutes=${minutes}`);
      if (minutes === this.#minutes) {
        this.overview = overview;
        this.error = null;
      }
    } catch (error) {
      this.error = error;
    }

    this.#onChange();
  }

  #received(news) {
    if (this.overview !== null) {
      this.overview = merge(this.overview, news);
      this.#onChange();
    }
  }
}
