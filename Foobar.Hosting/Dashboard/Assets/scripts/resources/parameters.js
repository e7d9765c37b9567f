import { h } from '../core/view.js';
import { typeIcon } from './parts.js';

const VALUE = 'Value';

/** The application's parameters. */
export function parameterTable(parameters, values) {
  return h('section', { 'aria-labelledby': 'parameters-title' },
    h('h2', { id: 'parameters-title', class: 'panel-title' }, 'Parameters'),
    h('div', { class: 'panel' },
      h('table', { class: 'table', role: 'table' },
        h('thead', { role: 'rowgroup' },
          h('tr', { role: 'row' },
            h('th', { role: 'columnheader', scope: 'col' }, 'Name'),
            h('th', { role: 'columnheader', scope: 'col' }, 'Value'))),
        h('tbody', { role: 'rowgroup' }, parameters.map((parameter) => parameterRow(parameter, values))))));
}

function parameterRow(parameter, values) {
  const value = parameter.properties.find((property) => property.name === VALUE);
  return h('tr', { key: parameter.id, role: 'row' },
    h('td', { role: 'cell', key: 'name' },
      h('div', { class: 'name' }, typeIcon(parameter.type), h('strong', null, parameter.name))),
    h('td', { role: 'cell', key: 'value', class: 'column-value' },
      h('div', { class: 'parameter-value' }, value && values.view(parameter, 'properties', value))));
}
