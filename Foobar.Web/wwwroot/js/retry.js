// Loads the page again when the answer says that it may work: each time later, a few times, and only while it is looked at.
const mostTries = 5;
const longestSeconds = 60;

const text = document.querySelector("[data-retry-after]");
const key = `retry ${location.pathname}${location.search}`;

if (text && text.dataset.canReload === "true") {
  const tries = readTries();
  if (tries < mostTries) {
    countDown(Math.min(Number(text.dataset.retryAfter) * 2 ** tries, longestSeconds), tries);
  } else {
    // Whoever presses the button begins anew.
    sessionStorage.removeItem(key);
    text.textContent = "It takes longer than usual. Try again later.";
  }
}

// Tries of an earlier trouble do not count.
function readTries() {
  const { tries, at } = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  return Date.now() - at < 2000 * longestSeconds ? tries : 0;
}

function countDown(seconds, tries) {
  const count = document.createElement("span");
  const stop = document.createElement("button");
  stop.type = "button";
  stop.textContent = "Stop";

  const show = () => (count.textContent = `Trying again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`);
  show();
  text.replaceChildren(count, stop);

  const timer = setInterval(() => {
    if (document.hidden) {
      return;
    }

    seconds--;
    show();
    if (seconds <= 0) {
      clearInterval(timer);
      sessionStorage.setItem(key, JSON.stringify({ tries: tries + 1, at: Date.now() }));
      location.reload();
    }
  }, 1000);

  stop.addEventListener("click", () => {
    clearInterval(timer);
    sessionStorage.removeItem(key);
    text.textContent = "Stopped. Try again when you like.";
  });
}
