// Lines and areas as paths of SVG. Pure.

/**
 * Series whose values lie upon each other, as [{ points: [[time, value]] }] with lows beside them. What is missing at a time
 * counts as nothing there.
 */
export function stack(series) {
  const sums = new Map();
  return series.map((one) => ({
    ...one,
    points: one.points.map(([time, value]) => {
      const low = sums.get(time) ?? 0;
      const high = low + (value ?? 0);
      sums.set(time, high);
      return [time, high, low];
    }),
  }));
}

/** The path of a line; it is interrupted where a value is missing. */
export function linePath(points, x, y) {
  let path = '';
  let isDrawing = false;
  for (const [time, value] of points) {
    if (value === null || value === undefined) {
      isDrawing = false;
      continue;
    }

    path += `${isDrawing ? 'L' : 'M'}${round(x(time))} ${round(y(value))}`;
    if (!isDrawing) {
      // A single point is as long as its round end.
      path += 'h0';
    }

    isDrawing = true;
  }

  return path;
}

/** The path of the area between a line and what it stands on. */
export function areaPath(points, x, y) {
  const known = points.filter(([, value]) => value !== null && value !== undefined);
  if (known.length === 0) {
    return '';
  }

  const upper = known.map(([time, value]) => `${round(x(time))} ${round(y(value))}`);
  const lower = known.toReversed().map(([time, , low]) => `${round(x(time))} ${round(y(low ?? 0))}`);
  return `M${upper.join('L')}L${lower.join('L')}Z`;
}

function round(value) {
  return Math.round(value * 10) / 10;
}
