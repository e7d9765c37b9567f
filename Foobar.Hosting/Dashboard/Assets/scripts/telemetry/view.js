import { render } from '../core/view.js';
import { showToast } from '../core/toast.js';

/** The frame of a page of telemetry: toolbar, data, status, and the details of what is selected beside them. */
export class TelemetryView {
  #root = document.createElement('div');
  #toolbar = document.createElement('div');
  #overlay = document.createElement('div');
  #status = document.createElement('div');
  #details = document.createElement('div');
  #isFocusWanted = false;
  #abort = new AbortController();

  /** @param onEscape closes the details */
  constructor(host, data, onEscape) {
    const page = document.createElement('div');
    const frame = document.createElement('div');
    this.#root.className = 'telemetry';
    page.className = 'telemetry-page';
    this.#toolbar.className = 'toolbar';
    frame.className = 'log-frame';
    this.#overlay.className = 'overlay';
    this.#status.className = 'status-bar';
    this.#details.className = 'details-place';
    frame.append(data, this.#overlay);
    page.append(this.#toolbar, frame, this.#status);
    this.#root.append(page, this.#details);
    host.append(this.#root);
    document.addEventListener('keydown', (event) => event.key === 'Escape' && !event.target.closest('dialog') && onEscape(), { signal: this.#abort.signal });
  }

  render({ toolbar, overlay, status, details }) {
    render(this.#toolbar, toolbar);
    render(this.#overlay, overlay);
    render(this.#status, status);
    render(this.#details, details);
    if (this.#isFocusWanted && details) {
      this.#isFocusWanted = false;
      this.#details.querySelector('.details').focus();
    }
  }

  /** Moves the focus into the details when they are shown next. */
  focusDetails() {
    this.#isFocusWanted = true;
  }

  report(error) {
    showToast(error.message, 'bad');
  }

  dispose() {
    this.#abort.abort();
  }
}
