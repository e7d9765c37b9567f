import { describeState } from './state.js';
import { isParameter } from './types.js';

/** Tells screen readers about changes of state, once the first states are known. */
export function announceChanges(store) {
  const region = document.getElementById('announcements');
  let known = new Map();
  store.subscribe(() => {
    const present = new Map(store.all.filter((resource) => !isParameter(resource)).map((resource) => [resource.id, describeState(resource).text]));
    const news = [...present].filter(([id, text]) => known.has(id) && known.get(id) !== text);
    if (news.length > 0) {
      region.textContent = news.map(([id, text]) => `${id}: ${text}`).join(', ');
    }

    known = present;
  });
}
