// ANSI escape sequences of terminals. Pure.

const ESCAPE = /\u001b(?:\[(?<parameters>[0-9;:]*)(?<final>[A-Za-z])|\[[0-9:;<=>?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g;

// Each is followed by a colour of the palette (5;n) or of its own (2;r;g;b). The colour of underlines is not shown.
const EXTENDED = { 38: 'foreground', 48: 'background', 58: 'underlineColor' };

const STYLES = { 1: 'bold', 2: 'dim', 3: 'italic', 4: 'underline' };
const STYLES_ENDED = { 22: ['bold', 'dim'], 23: ['italic'], 24: ['underline'] };

/** The text as a terminal would show it, without colours. */
export function stripAnsi(text) {
  return text.includes('\u001b') ? text.replace(ESCAPE, '') : text;
}

/** Cuts a line into pieces of one look each: { text, classes }. Unknown sequences are left out. */
export function parseAnsi(line) {
  const pieces = [];
  const look = { foreground: null, background: null, styles: new Set() };
  let position = 0;

  const push = (text) => {
    if (text) {
      pieces.push({ text, classes: classesOf(look) });
    }
  };

  for (const match of line.matchAll(ESCAPE)) {
    push(line.slice(position, match.index));
    position = match.index + match[0].length;
    if (match.groups.final === 'm') {
      apply(look, match.groups.parameters);
    }
  }

  push(line.slice(position));
  return pieces;
}

function apply(look, parameters) {
  const codes = parameters.split(/[;:]/).map(Number);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) {
      Object.assign(look, { foreground: null, background: null });
      look.styles.clear();
    } else if (STYLES[code]) {
      look.styles.add(STYLES[code]);
    } else if (STYLES_ENDED[code]) {
      STYLES_ENDED[code].forEach((style) => look.styles.delete(style));
    } else if (EXTENDED[code]) {
      // Only the 16 colours that the theme knows are shown; what has another one looks like plain text.
      const isIndexed = codes[i + 1] === 5;
      look[EXTENDED[code]] = isIndexed && codes[i + 2] < 16 ? codes[i + 2] : null;
      i += isIndexed ? 2 : 4;
    } else {
      applyColor(look, code);
    }
  }
}

function applyColor(look, code) {
  const isBright = code >= 90;
  const ones = code % 10;
  const tens = Math.floor((isBright ? code - 60 : code) / 10);
  const target = { 3: 'foreground', 4: 'background' }[tens];
  if (target && ones < 8) {
    look[target] = ones + (isBright ? 8 : 0);
  } else if (target && ones === 9) {
    look[target] = null;
  }
}

function classesOf({ foreground, background, styles }) {
  return [
    foreground !== null && `ansi-fg-${foreground}`,
    background > 0 && `ansi-bg-${background}`,
    ...[...styles].map((style) => `ansi-${style}`),
  ].filter(Boolean).join(' ');
}
