// How kinds of resources look. Pure.

const PROPERTY_NAMES = {
  'resource.source': 'Source',
  'resource.connectionString': 'Connection string',
  'resource.waitingFor': 'Waiting for',
  'executable.pid': 'Process ID',
  'executable.args': 'Command line',
};

const ICONS = { Project: 'project', Executable: 'executable', Parameter: 'parameter' };

/** The icon of a kind of resource; also the end of its colour's class name. */
export function iconOf(type) {
  return ICONS[type] ?? (/sql|database|redis|postgres|mongo|valkey/i.test(type) ? 'database' : 'other');
}

export function isParameter(resource) {
  return resource.type === 'Parameter';
}

/** What people call a property. */
export function propertyTitle(name) {
  return PROPERTY_NAMES[name] ?? name;
}

/** The last part of a path; anything else as it is. */
export function shortSource(source) {
  return source.split(/[\\/]/).at(-1);
}
