// Shows the buttons that copy a link; a page that is not secure has no clipboard to offer.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const text = button.textContent;
    const told = document.createElement("span");
    told.className = "unseen";
    told.setAttribute("role", "status");
    button.after(told);
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        say(button, told, text, "Copied");
      } catch {
        say(button, told, text, "Not allowed");
      }
    });
  }
}

function say(button, told, text, outcome) {
  button.textContent = outcome;
  told.textContent = outcome;
  setTimeout(() => {
    button.textContent = text;
    told.textContent = "";
  }, 2000);
}
