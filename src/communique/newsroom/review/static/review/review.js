// One key presses the button or follows the link that bears it; without this script they do the same.
(() => {
  "use strict";

  const KEPT = "communique-review-keys";
  const room = document.querySelector(".review");
  const off = document.querySelector("[data-keys-off]");
  let isGoing = false;

  // Whoever speaks to the machine, or hits keys by chance, turns them off, and they stay off.
  if (off) {
    off.hidden = false;
    off.setAttribute("aria-pressed", String(localStorage.getItem(KEPT) === "off"));
    off.addEventListener("click", () => {
      const isOff = off.getAttribute("aria-pressed") !== "true";
      off.setAttribute("aria-pressed", String(isOff));
      localStorage.setItem(KEPT, isOff ? "off" : "on");
    });
  }
  // One press is one page: a key held down, or struck again before the next page is there, is none.
  room.addEventListener("submit", () => { isGoing = true; });
  window.addEventListener("pageshow", () => { isGoing = false; });

  document.addEventListener("keydown", (event) => {
    const open = event.target.closest("details[open]") || room.querySelector("details[open]");
    if (event.key === "Escape" && open) {
      open.open = false;
      open.querySelector("summary").focus();
      return;
    }
    if (event.repeat || isGoing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, details[open] form")) return;
    if (localStorage.getItem(KEPT) === "off") return;
    const key = event.key.toLowerCase();
    const pressed = /^[a-z]$/.test(key) ? room.querySelector(`[data-key="${key}"]`) : null;
    // What is being amended is not accepted as it was read, nor left, by a letter struck beside it.
    if (!pressed || (open && !open.contains(pressed))) return;
    event.preventDefault();
    pressed.click();
    pressed.closest("details[open]")?.querySelector("textarea, input[type=text]")?.focus();
  });
})();
