import { h } from '../core/view.js';
import { choice } from '../telemetry/toolbar.js';
import { formatFilter, parseFilter } from '../telemetry/filters.js';

// The resource is no attribute of a measurement, but can be split by like one.
const RESOURCE = 'resource';

/** For each dimension of an instrument: show one value of it, or a line for each. */
export function dimensionControls(dimensions, { filters, groupBy, canSplitByResource, onFilter, onGroupBy }) {
  const splittable = (key) => h('label', { class: 'split' },
    h('input', {
      type: 'checkbox',
      checked: groupBy.includes(key),
      onchange: (event) => onGroupBy(event.target.checked ? [...groupBy, key] : groupBy.filter((other) => other !== key)),
    }), 'Split', h('span', { class: 'visually-hidden' }, ` by ${key}`));
  const filterOf = (key) => filters.map(parseFilter).find(({ name }) => name === key)?.value;
  const filterBy = (key, value) => onFilter([...filters.filter((filter) => parseFilter(filter).name !== key), ...(value === '' ? [] : [formatFilter(key, 'eq', value)])]);
  return h('div', { key: 'dimensions', class: 'dimensions', role: 'group', 'aria-label': 'Dimensions' },
    canSplitByResource && h('div', { key: RESOURCE, class: 'dimension' }, h('span', { class: 'dimension-name' }, RESOURCE), splittable(RESOURCE)),
    dimensions.map(({ key, values }) => h('div', { key, class: 'dimension' },
      h('span', { class: 'dimension-name', title: key }, key),
      choice(key, [['', values.length === 1 ? values[0] || '(empty)' : `All ${values.length}`], ...values.filter((value) => value !== '').map((value) => [value, value])], filterOf(key) ?? '', (value) => filterBy(key, value)),
      splittable(key))));
}
