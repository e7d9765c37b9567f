import { h } from '../core/view.js';
import { icon } from '../core/icons.js';

/** The toolbar over the log. */
export function toolbar(state) {
  return [
    h('h1', { class: 'visually-hidden' }, 'Console logs'),
    h('select', { class: 'field', 'aria-label': 'Resource', value: state.selected ?? '', onchange: (event) => state.onSelect(event.target.value) },
      options(state).map((id) => h('option', { key: id, value: id }, id))),
    state.badge,
    h('input', {
      class: 'field console-filter',
      type: 'search',
      placeholder: 'Filter (/)',
      'aria-label': 'Filter lines',
      value: state.filter,
      oninput: (event) => state.onFilter(event.target.value),
    }),
    h('span', { class: 'spacer' }),
    toggle('clock', 'Timestamps', state.areTimestampsShown, state.onTimestamps),
    toggle('wrap', 'Wrap', state.areLinesWrapped, state.onWrap),
    toggle('follow', 'Follow', state.isFollowing, state.onFollow),
    h('button', { key: 'clear', class: 'button button-icon', 'aria-label': 'Clear the view', title: 'Clear the view', onclick: state.onClear }, icon('clear')),
    state.downloadUrl && h('a', { key: 'download', class: 'button button-icon', href: state.downloadUrl, download: true, 'aria-label': 'Download the log', title: 'Download the log' }, icon('download')),
  ];
}

// The address may name a resource that is not there (any more): the picker says so honestly.
function options({ resources, selected }) {
  const ids = resources.map((resource) => resource.id);
  return selected === null || ids.includes(selected) ? ids : [selected, ...ids];
}

function toggle(iconName, text, isPressed, onclick) {
  return h('button', { key: text, class: 'button', 'aria-pressed': String(isPressed), onclick }, icon(iconName), h('span', null, text));
}
