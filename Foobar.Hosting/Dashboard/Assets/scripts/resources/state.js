// What a resource's state means to people. Pure.

const TONES_BY_STATE = {
  Running: 'ok',
  Starting: 'busy',
  Waiting: 'busy',
  Stopping: 'busy',
  FailedToStart: 'bad',
  RuntimeUnhealthy: 'bad',
};

const TONES_BY_STYLE = { success: 'ok', info: 'busy', warning: 'warn', error: 'bad' };

const TEXTS = { FailedToStart: 'Failed to start', NotStarted: 'Not started', RuntimeUnhealthy: 'Runtime unhealthy' };

const WAITING_FOR = 'resource.waitingFor';

const CONDITIONS = { bad: 'failing', warn: 'degraded', busy: 'in transition', ok: 'healthy', idle: 'not running' };

const SEVERITY = ['ok', 'idle', 'busy', 'warn', 'bad'];

/** The state of an instance: its tone, a word for it, and what else there is to know in a sentence. */
export function describeState(resource) {
  const text = TEXTS[resource.state] ?? resource.state ?? 'Unknown';
  if (resource.state !== 'Running') {
    return { tone: TONES_BY_STYLE[resource.stateStyle] ?? TONES_BY_STATE[resource.state] ?? 'idle', text, detail: detailOf(resource) };
  }

  if (resource.health === 'Healthy') {
    return { tone: 'ok', text, detail: '' };
  }

  const failing = resource.healthReports.find((report) => report.status && report.status !== 'Healthy');
  if (!failing) {
    return { tone: 'busy', text, detail: 'Health not known yet' };
  }

  if (!resource.isReady) {
    return { tone: 'busy', text, detail: `Not healthy yet: ${describeReport(failing)}` };
  }

  return { tone: resource.health === 'Degraded' ? 'warn' : 'bad', text: resource.health, detail: describeReport(failing) };
}

/** What a failing check says. */
export function describeReport(report) {
  return report.description ?? report.error?.split('\n')[0] ?? `${report.name} says no more`;
}

/** The state of several replicas taken together. */
export function describeReplicas(resources) {
  const states = resources.map(describeState);
  const tone = SEVERITY[Math.max(...states.map((state) => SEVERITY.indexOf(state.tone)))];
  const running = resources.filter((resource) => resource.state === 'Running').length;
  return { tone, text: `${running} of ${resources[0].replicas} running`, detail: '' };
}

/** How many of the resources are in each condition, in the order of the summary. */
export function summarize(resources) {
  const conditions = Map.groupBy(resources, (resource) => {
    const { tone, text } = describeState(resource);
    return tone === 'idle' && text === 'Finished' ? 'finished' : CONDITIONS[tone];
  });
  return [...Object.entries(CONDITIONS), ['idle', 'finished']]
    .map(([tone, text]) => ({ tone, text, count: conditions.get(text)?.length ?? 0 }))
    .filter((item) => item.count > 0);
}

function detailOf(resource) {
  if (resource.state === 'Waiting') {
    const awaited = resource.properties.find((property) => property.name === WAITING_FOR)?.value;
    return awaited ? `for ${awaited}` : '';
  }

  return resource.exitCode ? `Exit code ${resource.exitCode}` : '';
}
