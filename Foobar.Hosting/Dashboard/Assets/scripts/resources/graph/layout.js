// Where the nodes of a graph stand: in layers, each below all that lead to it. Pure.

export const NODE = { width: 200, height: 56 };

const GAP = { x: 28, y: 32 };
const SWEEPS = 6;

/** Places names in layers: the size of the whole and the top left corner of each node. */
export function layOut(names, edges) {
  const layers = order(toLayers(names, forward(names, edges)), edges);
  const widest = Math.max(...layers.map((layer) => layer.length));
  const width = widest * (NODE.width + GAP.x) - GAP.x;
  const places = new Map(layers.flatMap((layer, row) => {
    const left = (width - (layer.length * (NODE.width + GAP.x) - GAP.x)) / 2;
    return layer.map((name, column) => [name, { x: left + column * (NODE.width + GAP.x), y: row * (NODE.height + GAP.y) }]);
  }));
  return { width, height: layers.length * (NODE.height + GAP.y) - GAP.y, places };
}

/** The edges without those that would close a circle: they have no place to lead down to. */
function forward(names, edges) {
  const next = Map.groupBy(edges, ({ from }) => from);
  const state = new Map();
  const kept = [];
  const visit = (name) => {
    state.set(name, 'open');
    for (const edge of next.get(name) ?? []) {
      if (state.get(edge.to) !== 'open') {
        kept.push(edge);
        if (!state.has(edge.to)) {
          visit(edge.to);
        }
      }
    }

    state.set(name, 'done');
  };
  names.filter((name) => !edges.some(({ to }) => to === name)).forEach(visit);
  names.filter((name) => !state.has(name)).forEach(visit);
  return kept;
}

function toLayers(names, edges) {
  const before = Map.groupBy(edges, ({ to }) => to);
  const depths = new Map();
  const depthOf = (name) => {
    if (!depths.has(name)) {
      depths.set(name, Math.max(-1, ...(before.get(name) ?? []).map(({ from }) => depthOf(from))) + 1);
    }

    return depths.get(name);
  };
  const layers = [];
  for (const name of names) {
    (layers[depthOf(name)] ??= []).push(name);
  }

  return layers;
}

// Nodes go to the middle of those they are joined with, layer by layer, down and up: fewer lines cross.
function order(layers, edges) {
  const ordered = layers.map((layer) => [...layer]);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const position = new Map(ordered.flatMap((layer) => layer.map((name, i) => [name, i - (layer.length - 1) / 2])));
    for (const layer of sweep % 2 === 0 ? ordered : ordered.toReversed()) {
      const middle = (name) => {
        const joined = edges.flatMap(({ from, to }) => (from === name ? [to] : to === name ? [from] : [])).map((other) => position.get(other));
        return joined.length === 0 ? position.get(name) : joined.reduce((sum, place) => sum + place, 0) / joined.length;
      };
      const middles = new Map(layer.map((name) => [name, middle(name)]));
      layer.sort((a, b) => middles.get(a) - middles.get(b));
      layer.forEach((name, i) => position.set(name, i - (layer.length - 1) / 2));
    }
  }

  return ordered;
}

/** The node that is next in a direction; undefined where there is none. */
export function neighbour(places, name, key) {
  const directions = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const [dx, dy] = directions[key] ?? [0, 0];
  const from = places.get(name);
  const distance = ({ x, y }) => {
    const along = (x - from.x) * dx + (y - from.y) * dy;
    const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    return along > 0 ? along + 2 * aside : Infinity;
  };
  const [best] = [...places].filter(([, place]) => distance(place) < Infinity).sort(([, a], [, b]) => distance(a) - distance(b));
  return best?.[0];
}
