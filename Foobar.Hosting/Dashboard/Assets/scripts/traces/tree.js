// Spans as a tree. Pure.

/** How many times a depth is indented at most: deeper ones would leave no room for names. */
const MAX_INDENT = 12;

/**
 * The rows of a waterfall. Spans come each after its parent; a row is the span with its depth, whether it has children, and
 * whether those are hidden.
 */
export function toRows(spans, collapsed, matches) {
  const depths = new Map();
  const parents = new Set(spans.map((span) => span.parentId));
  const shown = matches === null ? null : withAncestors(spans, matches);
  const hiddenBelow = new Set();
  const rows = [];
  for (const span of spans) {
    const depth = depths.has(span.parentId) ? depths.get(span.parentId) + 1 : 0;
    depths.set(span.spanId, depth);
    if (hiddenBelow.has(span.parentId)) {
      hiddenBelow.add(span.spanId);
      continue;
    }

    const isCollapsed = collapsed.has(span.spanId);
    if (isCollapsed) {
      hiddenBelow.add(span.spanId);
    }

    if (shown === null || shown.has(span.spanId)) {
      rows.push({
        span,
        depth,
        indent: Math.min(depth, MAX_INDENT),
        hasChildren: parents.has(span.spanId),
        isCollapsed,
        isMatch: matches === null || matches.has(span.spanId),
      });
    }
  }

  return rows;
}

/** The spans whose name, resource, attributes or ids contain a text, and whose kind and errors are wanted; null when all are. */
export function findMatches(spans, { text, kind, onlyErrors }) {
  const wanted = text.toLowerCase();
  if (wanted === '' && kind === '' && !onlyErrors) {
    return null;
  }

  return new Set(spans.filter((span) => (kind === '' || span.kind === kind) && (!onlyErrors || span.status === 'Error') && textOf(span).includes(wanted)).map((span) => span.spanId));
}

/** All spans under one, itself included. */
export function descendantsOf(spans, spanId) {
  const ids = new Set([spanId]);
  for (const span of spans) {
    if (ids.has(span.parentId)) {
      ids.add(span.spanId);
    }
  }

  return ids;
}

function withAncestors(spans, matches) {
  const shown = new Set(matches);
  for (const span of [...spans].reverse()) {
    if (shown.has(span.spanId) && span.parentId) {
      shown.add(span.parentId);
    }
  }

  return shown;
}

function textOf(span) {
  return [span.name, span.resource, span.spanId, span.peer, span.statusMessage, ...span.attributes.flatMap(({ key, value }) => [key, value])].join('\n').toLowerCase();
}
