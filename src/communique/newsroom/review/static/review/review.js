// One key presses the button or follows the link that bears it; without this script they do the same.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) {
    return;
  }
  const key = event.key.toLowerCase();
  const pressed = /^[a-z]$/.test(key) ? document.querySelector(`.review [data-key="${key}"]`) : null;
  if (pressed) {
    event.preventDefault();
    pressed.click();
    pressed.closest("details")?.querySelector("textarea, input[type=text]")?.focus();
  }
});
