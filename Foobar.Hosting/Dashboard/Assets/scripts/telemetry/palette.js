// Which of the palette's colours stands for what. Pure.

const COLORS = 8;

/** The class of a colour; what comes after the last one begins anew, with dashed lines. */
export function seriesStyle(index) {
  return `series-${index % COLORS}${index >= COLORS ? ' series-again' : ''}`;
}

/** The colour of a resource, the same on every page: projects come first, since they send telemetry. */
export function resourceStyle(resources, name) {
  const ids = [...resources].sort((a, b) => rank(a) - rank(b)).map((resource) => resource.id);
  const index = ids.indexOf(name);
  return seriesStyle((index >= 0 ? index : ids.length + hash(name)) % COLORS);
}

function rank(resource) {
  return resource.type === 'Project' ? 0 : 1;
}

function hash(text) {
  return [...text].reduce((sum, character) => (sum * 31 + character.codePointAt(0)) >>> 0, 7);
}
