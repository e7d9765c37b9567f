import { h } from '../core/view.js';

/** A resource with its colour. */
export function resourceTag(name, style, detail = null) {
  return h('span', { key: name, class: `resource-tag ${style}`, title: detail ?? name }, h('i', { class: 'swatch' }), name);
}
