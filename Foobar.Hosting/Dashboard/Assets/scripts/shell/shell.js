import { h, render } from '../core/view.js';
import { icon } from '../core/icons.js';
import { getJson } from '../core/api.js';
import { oncePerFrame } from '../core/frame.js';
import { currentTheme, nextTheme } from './themes.js';
import { showHelp } from './help.js';
import { listenToShortcuts } from './shortcuts.js';

const PAGES = [
  { id: 'overview', icon: 'overview', text: 'Overview', href: '/overview', shortcut: 'o' },
  { id: 'resources', icon: 'resources', text: 'Resources', href: '/', shortcut: 'r' },
  { id: 'consolelogs', icon: 'console', text: 'Console', href: '/consolelogs', shortcut: 'c' },
  { id: 'structuredlogs', icon: 'structuredlogs', text: 'Structured', href: '/structuredlogs', shortcut: 's' },
  { id: 'traces', icon: 'traces', text: 'Traces', href: '/traces', shortcut: 't' },
  { id: 'metrics', icon: 'metrics', text: 'Metrics', href: '/metrics', shortcut: 'm' },
];

/** Puts the header and the navigation on the page and keeps them up to date. */
export function mountShell(router, store) {
  const header = document.getElementById('header');
  const nav = document.getElementById('nav');
  let application = '';

  const update = oncePerFrame(() => {
    const current = PAGES.find((page) => page.id === router.current.id);
    document.title = [current.text, application].filter(Boolean).join(' · ');
    render(header, headerView(application, store.status, update));
    render(nav, h('ul', null, PAGES.map((page) => h('li', { key: page.id }, linkView(page, page === current)))));
  });

  router.subscribe(update);
  store.subscribe(update);
  listenToShortcuts({ ...Object.fromEntries(PAGES.map((page) => [page.shortcut, () => router.navigate(page.href)])), '?': () => showHelp(PAGES) });
  getJson('/api/application').then(({ name }) => {
    application = name;
    update();
  }, () => {});
}

function headerView(application, status, onThemeChange) {
  const theme = currentTheme();
  return [
    h('a', { class: 'shell-brand', href: '/' },
      h('img', { src: '/assets/favicon.svg', alt: '', width: 24, height: 24 }),
      application || 'Dashboard'),
    connectionView(status),
    h('button', { key: 'help', class: 'button button-quiet button-icon', 'aria-label': 'Keys', title: 'Keys (?)', onclick: () => showHelp(PAGES) }, icon('help')),
    h('button', {
      key: 'theme',
      class: 'button button-quiet button-icon',
      'aria-label': `Theme: ${theme}. Change it.`,
      title: `Theme: ${theme}`,
      onclick: () => {
        nextTheme();
        onThemeChange();
      },
    }, icon(theme)),
  ];
}

function connectionView(status) {
  const [tone, text] = { open: ['ok', 'Live'], lost: ['bad', 'Reconnecting…'], connecting: ['busy', 'Connecting…'] }[status];
  return h('span', { class: `badge connection tone-${tone}` }, h('i', { class: 'dot' }), text);
}

function linkView(page, isCurrent) {
  return h('a', {
    href: page.href,
    title: `${page.text} (${page.shortcut})`,
    'aria-current': isCurrent ? 'page' : null,
    'aria-keyshortcuts': page.shortcut,
  }, icon(page.icon), h('span', null, page.text));
}
