import { h } from '../core/view.js';
import { metricsAddress } from '../telemetry/addresses.js';

/** Meters and their instruments, as links. */
export function instrumentTree(instruments, { resource, selected, search, query }) {
  const wanted = search.toLowerCase();
  const found = instruments.filter((instrument) => `${instrument.meter} ${instrument.name} ${instrument.description}`.toLowerCase().includes(wanted));
  if (found.length === 0) {
    return h('p', { key: 'none', class: 'empty' }, instruments.length === 0
      ? 'No instruments yet. They come from the OpenTelemetry metrics of the resources, within seconds of their start.'
      : 'No instrument matches.');
  }

  const meters = [...Map.groupBy(found, ({ meter }) => meter)].sort(([a], [b]) => a.localeCompare(b, 'en'));
  return meters.map(([meter, members]) => h('section', { key: meter, class: 'meter' },
    h('h2', { title: meter }, meter),
    h('ul', null, members.sort((a, b) => a.name.localeCompare(b.name, 'en')).map((instrument) => h('li', { key: instrument.name },
      h('a', {
        href: metricsAddress(resource, instrument, query),
        'aria-current': isSame(instrument, selected) ? 'page' : null,
        title: [instrument.description, instrument.type, instrument.resources.join(', ')].filter(Boolean).join('\n'),
      }, instrument.name))))));
}

export function isSame(instrument, selected) {
  return selected !== null && instrument.meter === selected.meter && instrument.name === selected.name;
}
