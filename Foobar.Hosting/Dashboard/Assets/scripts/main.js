import { Router } from './core/router.js';
import { mountShell } from './shell/shell.js';
import { ResourceStore } from './resources/store.js';
import { announceChanges } from './resources/announcer.js';
import { ResourcesPage } from './resources/page.js';
import { ConsoleLogsPage } from './consolelogs/page.js';
import { StructuredLogsPage } from './structuredlogs/page.js';
import { TracesPage } from './traces/page.js';
import { TracePage } from './traces/detail.js';
import { MetricsPage } from './metrics/page.js';
import { OverviewPage } from './overview/page.js';

const router = new Router([
  { id: 'resources', pattern: /^\/$/, Page: ResourcesPage },
  { id: 'overview', pattern: /^\/overview$/, Page: OverviewPage },
  { id: 'consolelogs', pattern: /^\/consolelogs(?:\/resource\/(?<name>[^/]+))?$/, Page: ConsoleLogsPage },
  { id: 'structuredlogs', pattern: /^\/structuredlogs(?:\/resource\/(?<name>[^/]+))?$/, Page: StructuredLogsPage },
  { id: 'traces', pattern: /^\/traces(?:\/resource\/(?<name>[^/]+))?$/, Page: TracesPage },
  { id: 'traces', pattern: /^\/traces\/detail\/(?<id>[^/]+)$/, Page: TracePage },
  { id: 'metrics', pattern: /^\/metrics(?:\/resource\/(?<name>[^/]+))?(?:\/meter\/(?<meter>[^/]+)\/instrument\/(?<instrument>[^/]+))?$/, Page: MetricsPage },
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
