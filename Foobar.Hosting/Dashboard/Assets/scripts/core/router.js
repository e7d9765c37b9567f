/** Shows pages by the address, without loading the document anew. */
export class Router {
  #routes;
  #listeners = new Set();

  constructor(routes) {
    this.#routes = routes;
    addEventListener('popstate', () => this.#notify());
    document.addEventListener('click', (event) => this.#follow(event));
  }

  /** The present route: the entry of the table with its parameters and the query. */
  get current() {
    const route = this.#routes.find(({ pattern }) => pattern.test(location.pathname)) ?? this.#routes[0];
    const params = pattern(route, location.pathname);
    return { ...route, params, query: new URLSearchParams(location.search) };
  }

  /** Calls a listener now and after each change. */
  subscribe(listener) {
    this.#listeners.add(listener);
    listener(this.current);
  }

  navigate(address, { replace = false } = {}) {
    history[replace ? 'replaceState' : 'pushState'](null, '', address);
    this.#notify();
  }

  /** Changes parts of the query; null removes one, a list sets one several times. */
  setQuery(changes, options) {
    this.navigate(withQuery(changes), options);
  }

  #follow(event) {
    const link = event.target.closest('a[href]');
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || event.defaultPrevented || link.target || link.hasAttribute('download')) {
      return;
    }

    const url = new URL(link.href);
    if (url.origin === location.origin && !url.hash && this.#routes.some(({ pattern }) => pattern.test(url.pathname))) {
      event.preventDefault();
      this.navigate(url.pathname + url.search);
    }
  }

  #notify() {
    for (const listener of this.#listeners) {
      listener(this.current);
    }
  }
}

/** The present address with parts of its query changed; null removes one, a list sets one several times. */
export function withQuery(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const each of [value].flat()) {
      if (each !== null && each !== '') {
        query.append(name, each);
      }
    }
  }

  return location.pathname + (query.size > 0 ? `?${query}` : '');
}

function pattern(route, pathname) {
  const groups = route.pattern.exec(pathname)?.groups ?? {};
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, value && decodeURIComponent(value)]));
}
