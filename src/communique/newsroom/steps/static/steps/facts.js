// One key on the fact in focus presses its button; without this script the buttons do the same.
document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || at.closest("input, textarea, select")) {
    return;
  }
  const fact = at.closest(".steps-reported > li");
  const key = event.key.toLowerCase();
  const button = /^[a-z]$/.test(key) ? fact?.querySelector(`[data-key="${key}"]`) : null;
  if (button) {
    event.preventDefault();
    button.click();
    if (key === "e") {
      button.closest("details").querySelector("input[type=text]")?.focus();
    }
  }
});
