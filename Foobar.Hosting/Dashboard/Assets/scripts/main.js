import { Router } from './core/router.js';
import { mountShell } from './shell/shell.js';
import { ResourceStore } from './resources/store.js';
import { announceChanges } from './resources/announcer.js';
import { ResourcesPage } from './resources/page.js';
import { ConsoleLogsPage } from './consolelogs/page.js';

const router = new Router([
  { id: 'resources', pattern: /^\/$/, Page: ResourcesPage },
  { id: 'consolelogs', pattern: /^\/consolelogs(?:\/resource\/(?<name>[^/]+))?$/, Page: ConsoleLogsPage },
]);
const store = new ResourceStore();
const main = document.getElementById('main');
let page = null;

mountShell(router, store);
announceChanges(store);
router.subscribe((route) => {
  if (!(page instanceof route.Page)) {
    page?.dispose();
    main.replaceChildren();
    page = new route.Page(main, router, store);
  }

  page.show(route);
});
