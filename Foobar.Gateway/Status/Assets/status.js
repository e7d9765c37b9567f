// Shows each second what a reload would, without touching what is being typed or pressed.
const interval = 1000;
const offline = document.getElementById("offline");

async function load() {
  const response = await fetch("/", { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(5 * interval) });
  if (response.redirected) {
    // The session has ended.
    location.assign(response.url);
  }
  if (!response.ok) {
    throw new Error(response.statusText);
  }
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

const parts = (page) => new Map([...page.querySelectorAll("[data-live]")].map((part) => [part.dataset.live, part]));

function show(page) {
  const [old, fresh] = [parts(document), parts(page)];
  if ([...old.keys()].join() !== [...fresh.keys()].join()) {
    // A destination or cluster came or went.
    location.assign("/");
    return;
  }
  for (const [name, part] of fresh) {
    const shown = old.get(name);
    if (!shown.contains(document.activeElement)) {
      if (shown.innerHTML !== part.innerHTML) {
        shown.replaceChildren(...part.childNodes);
      }
      shown.className = part.className;
    }
  }
  document.title = page.title;
}

async function refresh() {
  try {
    if (!document.hidden) {
      show(await load());
      offline.hidden = true;
    }
  } catch {
    offline.hidden = false;
  }
  setTimeout(refresh, interval);
}

setTimeout(refresh, interval);
document.addEventListener("visibilitychange", () => document.hidden || load().then(show, () => {}));
