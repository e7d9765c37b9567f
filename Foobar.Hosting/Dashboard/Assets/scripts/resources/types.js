// How kinds of resources look. Pure.

const ICONS = { Project: 'project', Executable: 'executable', Parameter: 'parameter' };

/** The icon of a kind of resource; also the end of its colour's class name. */
export function iconOf(type) {
  return ICONS[type] ?? (/sql|database|redis|postgres|mongo|valkey/i.test(type) ? 'database' : 'other');
}

export function isParameter(resource) {
  return resource.type === 'Parameter';
}

/** The last part of a path; anything else as it is. */
export function shortSource(source) {
  return source.split(/[\\/]/).at(-1);
}
