import { h } from './view.js';

// Drawn on a grid of 16 by 16 as strokes.
const PATHS = {
  resources: 'M2.5 2.5H7V7H2.5zM9 2.5h4.5V7H9zM2.5 9H7v4.5H2.5zM9 9h4.5v4.5H9z',
  overview: 'M2 12.5l3.6-5 2.8 2.6L14 3.5M10.4 3.5H14v3.6',
  structuredlogs: 'M2.5 3.5h2M2.5 8h2M2.5 12.5h2M7 3.5h6.5M7 8h6.5M7 12.5h4',
  traces: 'M2 3.5h7M5 8h6M8.5 12.5H14',
  metrics: 'M3 13.5v-5M6.4 13.5V3M9.8 13.5V6.5M13.2 13.5v-3.6',
  graph: 'M6 2.5h4v3H6zM1.8 10.5h4v3h-4zM10.2 10.5h4v3h-4zM8 5.5V8M3.8 10.5V8h8.4v2.5',
  table: 'M2 3h12v10H2zM2 6.4h12M2 9.7h12M6.4 6.4V13',
  filter: 'M2.5 3.5h11L9.4 8.4v4.4l-2.8-1.4v-3z',
  expand: 'M6 4l4 4-4 4',
  collapse: 'M4 6l4 4 4-4',
  back: 'M10 3.5L5.5 8l4.5 4.5',
  link: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l.9-.9',
  help: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.3 6.3a1.8 1.8 0 1 1 2.5 1.7c-.6.3-.8.6-.8 1.2M8 11.3v.1',
  error: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 5v3.6M8 10.9v.1',
  console: 'M2 3h12v10H2zM4.8 6.2l2 1.8-2 1.8M8.6 10.2h2.8',
  logs: 'M3 4h10M3 8h10M3 12h6',
  start: 'M5 3.2v9.6l8-4.8z',
  stop: 'M4 4h8v8H4z',
  restart: 'M13 8a5 5 0 1 1-1.7-3.8L13 5.8M13 2.6v3.2H9.8',
  close: 'M4 4l8 8M12 4l-8 8',
  reveal: 'M1.6 8S4 3.8 8 3.8 14.4 8 14.4 8 12 12.2 8 12.2 1.6 8 1.6 8zM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  hide: 'M1.6 8S4 3.8 8 3.8 14.4 8 14.4 8 12 12.2 8 12.2 1.6 8 1.6 8zM3 13L13 3',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  download: 'M8 2.5v8M4.8 7.4L8 10.6l3.2-3.2M3 13.5h10',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.6',
  wrap: 'M2.5 3.5h11M2.5 8h8.2a2.4 2.4 0 0 1 0 4.8H8M9.6 11l-1.8 1.8 1.8 1.7M2.5 12.5h2.5',
  follow: 'M8 3v9M4.5 8.8L8 12.3l3.5-3.5',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  clear: 'M3 4.5h10M6.3 4.5v-2h3.4v2M4.2 4.5l.6 9h6.4l.6-9',
  light: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  dark: 'M13.3 9.6A5.6 5.6 0 1 1 6.4 2.7a4.6 4.6 0 0 0 6.9 6.9z',
  system: 'M2 3h12v8.4H2zM5.5 14h5',
  project: 'M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5',
  executable: 'M2 3h12v10H2zM4.8 6.2l2 1.8-2 1.8M8.6 10.2h2.8',
  database: 'M3 4c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2zM3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  parameter: 'M10.2 9a3.2 3.2 0 1 0-3-2.1l-4.7 4.6v2h2.6v-1.7h1.7V10l1.2-1.2a3.2 3.2 0 0 0 2.2.2zM11 5.2v.01',
  other: 'M8 1.8l5.5 3v6.4L8 14.2l-5.5-3V4.8zM2.6 4.9L8 8l5.4-3.1M8 8v6.1',
  replicas: 'M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3',
};

/** Describes an icon, which is decoration: what it means stands beside it or in a label. */
export function icon(name) {
  return h('svg', { class: `icon icon-${name}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, h('path', { d: PATHS[name] }));
}
