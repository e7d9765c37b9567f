import { h } from '../core/view.js';
import { describeState } from './state.js';
import { isParameter } from './types.js';

const PERCENT = /(?<value>\d{1,3}) ?%/;

/** What is still on its way up, and why; null when nothing is. */
export function startUpView(resources) {
  const coming = resources.filter((resource) => !isParameter(resource) && describeState(resource).tone === 'busy');
  if (coming.length === 0) {
    return null;
  }

  return h('section', { key: 'start-up', class: 'start-up', 'aria-label': 'On the way up' },
    h('ul', null, coming.map((resource) => {
      const { text, detail } = describeState(resource);
      const percent = PERCENT.exec(text)?.groups.value;
      return h('li', { key: resource.id, class: 'tone-busy' },
        h('i', { class: 'dot' }),
        h('strong', null, resource.id),
        h('span', null, [text, detail].filter(Boolean).join(', ')),
        percent && h('progress', { key: 'progress', max: 100, value: percent, 'aria-label': `Progress of ${resource.id}` }));
    })));
}
