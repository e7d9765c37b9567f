// Resources as nodes and edges. Pure.

const PARENT = 'Parent';
const WAIT = 'WaitFor';

/**
 * The graph of resources: nodes are [name, instances], edges { from, to, kind } with kind 'reference', 'wait' or 'part'. Edges lead
 * down: from who needs to what is needed. What others use of a parent stands above it, what it is made of beneath it.
 */
export function toGraph(resources) {
  const nodes = Map.groupBy(resources, (resource) => resource.name);
  const relationships = [...nodes.values()].flatMap(([first]) => first.relationships
    .filter(({ resource }) => nodes.has(resource) && resource !== first.name)
    .map(({ resource, type }) => ({ name: first.name, other: resource, type })));
  const parentOf = new Map(relationships.filter(({ type }) => type === PARENT).map(({ name, other }) => [name, other]));
  const isUsedFromOutside = (name, parent) => relationships.some((each) =>
    each.other === name && each.type !== PARENT && each.name !== parent && parentOf.get(each.name) !== parent);

  const edges = new Map();
  for (const { name, other, type } of relationships) {
    const [from, to] = type === PARENT && !isUsedFromOutside(name, other) ? [other, name] : [name, other];
    const kind = type === PARENT ? 'part' : type === WAIT ? 'wait' : 'reference';
    const key = `${from} ${to}`;

    // Who refers to another mostly waits for it too: one line says enough.
    if (!edges.has(key) || edges.get(key).kind === 'wait') {
      edges.set(key, { from, to, kind });
    }
  }

  return { nodes, edges: [...edges.values()] };
}
