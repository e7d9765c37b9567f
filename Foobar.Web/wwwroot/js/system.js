// Looks again every two seconds while somebody looks, and remembers each web server that has answered.
const every = 2000;

const servers = document.querySelector("[data-servers]");
const state = document.querySelector("[data-state]");
const pause = document.querySelector("[data-pause]");
const answers = new Map();
const looking = "Looks again every 2 seconds.";
let paused = false;

pause.hidden = false;
pause.addEventListener("click", () => {
  paused = !paused;
  pause.textContent = paused ? "Go on" : "Pause";
  say(paused ? "Paused." : looking);
});
document.querySelector("[data-refresh]").addEventListener("click", (event) => {
  event.preventDefault();
  look();
});

say(looking);
count(document);
setInterval(() => {
  if (!paused && !document.hidden) {
    look();
  }
}, every);

async function look() {
  try {
    const response = await fetch("/system", { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(2 * every) });
    if (!response.ok) {
      throw new Error(response.statusText);
    }

    show(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch {
    say("No answer at the moment. Looking again.");
  }
}

function show(page) {
  for (const part of document.querySelectorAll("[data-live]")) {
    part.replaceWith(page.querySelector(`[data-live="${part.dataset.live}"]`));
  }

  count(page);
  say(paused ? "Paused." : looking);
}

// What is said again is read out again.
function say(text) {
  if (state.textContent !== text) {
    state.textContent = text;
  }
}

function count(page) {
  const row = page.querySelector("[data-server]");
  const name = row.dataset.server;
  answers.set(name, (answers.get(name) ?? 0) + 1);

  const known = [...servers.children].find((other) => other.dataset.server === name);
  if (known) {
    known.replaceWith(row);
  } else {
    const after = [...servers.children].find((other) => other.dataset.server > name);
    servers.insertBefore(row, after ?? null);
  }

  row.querySelector("[data-answers]").textContent = answers.get(name);
  document.querySelectorAll("[data-scripted]").forEach((cell) => (cell.hidden = false));
}
