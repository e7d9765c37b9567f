// The order and nesting of the table's rows. Pure.

/**
 * Rows of the table: children under their parents, replicas under a row for their resource.
 * A row has depth, key and either one resource or the replicas it stands for.
 */
export function toRows(resources) {
  const groups = [...Map.groupBy(resources, (resource) => resource.name).values()];
  const names = new Set(groups.map(([first]) => first.name));
  const parentOf = ([first]) => (first.parent !== first.name && names.has(first.parent) ? first.parent : null);
  const childrenOf = Map.groupBy(groups, parentOf);
  const left = new Set(groups);
  const rows = [];

  const add = (group, depth) => {
    if (!left.delete(group)) {
      return;
    }

    const [first] = group;
    if (first.replicas > 1) {
      rows.push({ key: `replicas ${first.name}`, depth, replicas: group });
      rows.push(...group.map((resource) => ({ key: resource.id, depth: depth + 1, resource })));
    } else {
      rows.push({ key: first.id, depth, resource: first });
    }

    for (const child of childrenOf.get(first.name) ?? []) {
      add(child, depth + 1);
    }
  };

  for (const group of childrenOf.get(null) ?? []) {
    add(group, 0);
  }

  // Parents in a circle have no beginning; they are shown all the same.
  for (const group of left) {
    add(group, 0);
  }

  return rows;
}
