import { h } from '../../core/view.js';
import { describeReplicas, describeState } from '../state.js';
import { iconOf } from '../types.js';
import { layOut, neighbour, NODE } from './layout.js';
import { toGraph } from './model.js';

const MARGIN = 12;
const LETTERS = 25;
const LEGEND = [['reference', 'refers to'], ['wait', 'waits for'], ['part', 'is part of, or made of']];

/** The resources as a graph: who refers to and waits for whom, with states and the roles of database nodes. */
export function resourceGraph(resources, { selected, hovered, onSelect, onHover }) {
  const { nodes, edges } = toGraph(resources);
  const { width, height, places } = layOut([...nodes.keys()], edges);
  const related = hovered ?? selected?.name;
  const moveFocus = (event, name) => {
    const next = neighbour(places, name, event.key);
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect(nodes.get(name)[0].id);
    } else if (next !== undefined) {
      event.preventDefault();
      [...event.currentTarget.parentNode.children].find((node) => node.dataset.name === next)?.focus();
    }
  };
  return h('div', { key: 'graph', class: 'panel graph' },
    h('svg', {
      class: 'graph-svg',
      width: width + 2 * MARGIN,
      height: height + 2 * MARGIN,
      viewBox: `${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`,
      role: 'group',
      'aria-label': 'Resources and what they need',
    },
      h('defs', null, h('marker', { id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' }, h('path', { class: 'graph-arrow', d: 'M0 .8L7.4 4L0 7.2z' }))),
      h('g', { key: 'edges' }, edges.map((edge) => h('path', {
        key: `${edge.from} ${edge.to}`,
        class: `graph-edge graph-${edge.kind} ${related && (edge.from === related || edge.to === related) ? 'is-related' : ''}`,
        d: edgePath(places.get(edge.from), places.get(edge.to)),
        'marker-end': 'url(#arrow)',
      }))),
      h('g', { key: 'nodes' }, [...nodes].map(([name, instances]) => nodeView(name, instances, places.get(name), {
        isSelected: selected?.name === name,
        onclick: () => onSelect(instances[0].id),
        onkeydown: (event) => moveFocus(event, name),
        onHover,
        needs: edges.filter(({ from }) => from === name).map(({ to }) => to),
      })))),
    h('ul', { class: 'graph-legend' }, LEGEND.map(([kind, text]) => h('li', { key: kind },
      h('svg', { width: 34, height: 10, 'aria-hidden': 'true' }, h('path', { class: `graph-edge graph-${kind}`, d: 'M1 5H33' })), text))));
}

function nodeView(name, instances, { x, y }, { isSelected, onclick, onkeydown, onHover, needs }) {
  const [first] = instances;
  const state = instances.length > 1 ? describeReplicas(instances) : describeState(first);
  const status = (state.tone === 'ok' && roleOf(first)) || state.text;
  return h('g', {
    key: name,
    'data-name': name,
    class: `graph-node tone-${state.tone} ${isSelected ? 'is-selected' : ''}`,
    transform: `translate(${x} ${y})`,
    tabindex: 0,
    role: 'button',
    // What can be seen comes first, so that people who speak to their browser can say it.
    'aria-label': [`${name} ${status}`, first.type, state.detail, needs.length > 0 && `needs ${needs.join(', ')}`].filter(Boolean).join(', '),
    onclick,
    onkeydown,
    onpointerenter: () => onHover(name),
    onpointerleave: () => onHover(null),
    onfocus: () => onHover(name),
    onblur: () => onHover(null),
  },
    h('rect', { class: 'graph-box', width: NODE.width, height: NODE.height, rx: 9 }),
    h('rect', { class: `graph-stripe type-${iconOf(first.type)}`, x: 0, y: 10, width: 4, height: NODE.height - 20, rx: 2 }),
    h('text', { class: 'graph-name', x: 16, y: 23 }, `${shorten(name)} `),
    h('circle', { class: 'graph-dot', cx: 20, cy: 40, r: 4 }),
    h('text', { class: 'graph-state', x: 31, y: 44 }, shorten(status)));
}

// What the hosting integration tells of a database node or of a pair of them.
function roleOf({ properties }) {
  const value = (name) => properties.find((property) => property.name === name)?.value;
  const role = value('Role') ?? (value('Primary') && `primary ${value('Primary')}`);
  return role && [role, value('Term') && `term ${value('Term')}`].filter(Boolean).join(', ');
}

function edgePath(from, to) {
  const start = { x: from.x + NODE.width / 2, y: from.y + NODE.height };
  const end = { x: to.x + NODE.width / 2, y: to.y - 3 };
  if (end.y < start.y) {
    // Leads up: around the right side.
    const side = Math.max(from.x, to.x) + NODE.width + 20;
    return `M${from.x + NODE.width} ${from.y + NODE.height / 2}C${side} ${from.y + NODE.height / 2} ${side} ${to.y + NODE.height / 2} ${to.x + NODE.width + 3} ${to.y + NODE.height / 2}`;
  }

  const bend = Math.max(16, (end.y - start.y) / 2);
  return `M${start.x} ${start.y}C${start.x} ${start.y + bend} ${end.x} ${end.y - bend} ${end.x} ${end.y}`;
}

function shorten(text) {
  return text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text;
}
