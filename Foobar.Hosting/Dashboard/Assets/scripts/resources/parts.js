import { h } from '../core/view.js';
import { icon } from '../core/icons.js';
import { iconOf } from './types.js';

// Small parts that several views of a resource share.

export function stateBadge(state) {
  return h('span', { class: `badge tone-${state.tone}` }, h('i', { class: 'dot' }), state.text);
}

export function typeIcon(type) {
  const name = iconOf(type);
  return h('span', { class: `type-icon type-${name}`, title: type }, icon(name));
}

/** A URL of a resource; a link if a browser can open it. */
export function urlLink(url) {
  if (!/^https?:/i.test(url.url)) {
    return h('span', { key: url.url, class: `mono ${url.isInactive ? 'is-inactive' : ''}`, title: url.url }, url.text);
  }

  return h('a', {
    key: url.url,
    href: url.url,
    target: '_blank',
    rel: 'noopener',
    class: url.isInactive ? 'is-inactive' : null,
    title: url.isInactive ? `${url.url} (not active)` : url.url,
  }, url.text);
}

export function consoleLogsAddress(id) {
  return `/consolelogs/resource/${encodeURIComponent(id)}`;
}
