import { h } from '../core/view.js';
import { clearButton, downloadLink, resourcePicker, searchField, toggle } from '../telemetry/toolbar.js';

/** The toolbar over the log. */
export function toolbar(state) {
  return [
    h('h1', { class: 'visually-hidden' }, 'Console logs'),
    resourcePicker(state.resources.map(({ id }) => id), state.selected, state.onSelect),
    state.badge,
    state.commands,
    searchField('Filter lines', state.filter, state.onFilter),
    h('span', { class: 'spacer' }),
    toggle('clock', 'Timestamps', state.areTimestampsShown, state.onTimestamps),
    toggle('wrap', 'Wrap', state.areLinesWrapped, state.onWrap),
    toggle('follow', 'Follow', state.isFollowing, state.onFollow),
    clearButton(state.onClear),
    downloadLink('Download the log', state.downloadUrl, ''),
  ];
}
