// Views are functions from state to a tree made with h(); render() changes only what differs in the document,
// so that focus, selection and scroll positions survive live updates.

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'g', 'path', 'line', 'rect', 'circle', 'text', 'defs', 'marker']);

// What people may have changed is compared with the element, not with the last view.
const LIVE_PROPERTIES = new Set(['value', 'checked']);

const rendered = new WeakMap();

/** Describes an element. Children that are null, undefined or false are left out; a key keeps an element its own among siblings. */
export function h(tag, props, ...children) {
  return { tag, props: props ?? {}, children: toNodes(children), node: null };
}

/** Makes a host element's content equal to the description. */
export function render(host, ...children) {
  const next = toNodes(children);
  patchChildren(host, rendered.get(host) ?? [], next);
  rendered.set(host, next);
}

function toNodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === 'object' ? child : { text: String(child), node: null }));
}

function patchChildren(host, previous, next) {
  const reusable = Map.groupBy(previous, identityOf);
  for (const description of next) {
    const old = reusable.get(identityOf(description))?.shift();
    if (old) {
      patch(old, description);
    } else {
      create(description);
    }
  }

  for (const description of [...reusable.values()].flat()) {
    description.node.remove();
  }

  let place = host.firstChild;
  for (const { node } of next) {
    if (node === place) {
      place = place.nextSibling;
    } else {
      host.insertBefore(node, place);
    }
  }
}

function identityOf(description) {
  return description.tag ? `${description.tag} ${description.props.key ?? ''}` : '';
}

function create(description) {
  if (!description.tag) {
    description.node = document.createTextNode(description.text);
    return;
  }

  description.node = SVG_TAGS.has(description.tag)
    ? document.createElementNS(SVG_NAMESPACE, description.tag)
    : document.createElement(description.tag);
  patchChildren(description.node, [], description.children);
  patchProps(description.node, {}, description.props);
}

function patch(old, description) {
  description.node = old.node;
  if (!description.tag) {
    if (old.text !== description.text) {
      old.node.data = description.text;
    }

    return;
  }

  patchChildren(description.node, old.children, description.children);
  patchProps(description.node, old.props, description.props);
}

function patchProps(node, old, props) {
  for (const name of Object.keys(old)) {
    if (!(name in props)) {
      setProp(node, name, null);
    }
  }

  for (const [name, value] of Object.entries(props)) {
    if (LIVE_PROPERTIES.has(name) ? node[name] !== value : old[name] !== value) {
      setProp(node, name, value);
    }
  }
}

function setProp(node, name, value) {
  if (name === 'key') {
    return;
  }

  if (name.startsWith('on')) {
    // Wrapped, because a handler of this kind that returns false would cancel the event.
    node[name.toLowerCase()] = value ? (event) => void value(event) : null;
  } else if (LIVE_PROPERTIES.has(name)) {
    node[name] = value ?? '';
  } else if (value === null || value === undefined || value === false) {
    node.removeAttribute(name);
  } else {
    node.setAttribute(name, value === true ? '' : value);
  }
}
