import { h } from '../core/view.js';
import { icon } from '../core/icons.js';
import { resourcePicker, searchField, toggle } from '../telemetry/toolbar.js';

/** The toolbar over the log. */
export function toolbar(state) {
  return [
    h('h1', { class: 'visually-hidden' }, 'Console logs'),
    resourcePicker(state.resources.map(({ id }) => id), state.selected, state.onSelect),
    state.badge,
    searchField('Filter lines', state.filter, state.onFilter),
    h('span', { class: 'spacer' }),
    toggle('clock', 'Timestamps', state.areTimestampsShown, state.onTimestamps),
    toggle('wrap', 'Wrap', state.areLinesWrapped, state.onWrap),
    toggle('follow', 'Follow', state.isFollowing, state.onFollow),
    h('button', { key: 'clear', class: 'button button-icon', 'aria-label': 'Clear the view', title: 'Clear the view', onclick: state.onClear }, icon('clear')),
    state.downloadUrl && h('a', { key: 'download', class: 'button button-icon', href: state.downloadUrl, download: true, 'aria-label': 'Download the log', title: 'Download the log' }, icon('download')),
  ];
}
