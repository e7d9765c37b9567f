/** A request that the server refused; the message is for people. The status is undefined where there was no answer. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Gets JSON. */
export function getJson(url) {
  return request(url, { method: 'GET' });
}

/** Posts without a body. */
export function post(url) {
  return request(url, { method: 'POST' });
}

/** Makes an address of encoded parts. */
export function apiUrl(...parts) {
  return `/api/${parts.map(encodeURIComponent).join('/')}`;
}

async function request(url, init) {
  let response;
  try {
    response = await fetch(url, { ...init, headers: { Accept: 'application/json' } });
  } catch {
    throw new ApiError('The application host does not answer.');
  }

  if (response.status === 401) {
    // A new run of the application host has a new token.
    location.assign(`/login?returnUrl=${encodeURIComponent(location.pathname + location.search)}`);
  }

  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiError(body?.detail ?? body?.title ?? `The application host answered ${response.status}.`, response.status);
  }

  return body;
}
