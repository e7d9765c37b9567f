import { h } from './view.js';

// What commonly stands after an address in a sentence is not part of it.
const ADDRESS = /https?:\/\/[^\s"'<>()[\]{}]+[^\s"'<>()[\]{}.,:;!?]/g;

/** A text whose web addresses can be followed. */
export function withLinks(text) {
  const parts = [];
  let position = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    parts.push(text.slice(position, index), h('a', { href: address, target: '_blank', rel: 'noopener' }, address));
    position = index + address.length;
  }

  return position === 0 ? text : [...parts, text.slice(position)];
}
