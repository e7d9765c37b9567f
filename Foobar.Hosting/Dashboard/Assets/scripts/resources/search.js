// Finding resources. Pure.

/** Whether a text is in a resource's names, kind, state, source or addresses. */
export function matches(resource, text) {
  return [resource.id, resource.name, resource.type, resource.state, resource.health, resource.source, ...resource.urls.flatMap((url) => [url.url, url.text])]
    .some((part) => part?.toLowerCase().includes(text.toLowerCase()));
}
