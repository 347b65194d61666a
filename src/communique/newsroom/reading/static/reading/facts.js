// One key on the fact in focus presses its button; without this script the buttons do the same.
// In the editor the decision is sent with the text as it stands, and the part of the panel that
// shows the facts is put in anew; without it the page is loaded again.
(() => {
  "use strict";

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || at.closest("input, textarea, select")) return;
    const fact = at.closest(".steps-reported > li");
    const key = event.key.toLowerCase();
    const button = /^[a-z]$/.test(key) ? fact?.querySelector(`[data-press="${key}"]`) : null;
    if (!button) return;
    event.preventDefault();
    button.click();
    if (key === "e") button.closest("details").querySelector("input[type=text]")?.focus();
  });

  const panel = document.querySelector("[data-facts]");
  if (!panel) return;
  const list = panel.querySelector("[data-list]");
  const said = panel.querySelector("[data-said]");
  let form = "";

  const buttons = () => [...list.querySelectorAll("li > form button:first-of-type")]
    .filter((one) => !one.closest("details:not([open])"));

  // What is put in anew keeps the focus where it was; where that fact is gone, on the next one.
  const show = (facts) => {
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const fact = focused && focused.closest("[data-fact]");
    const at = fact ? { key: fact.dataset.fact, press: focused.dataset.press, place: buttons().findIndex((one) => fact.contains(one)) } : null;
    list.innerHTML = facts;
    panel.hidden = !facts;
    if (!at) return;
    const same = at.press && list.querySelector(`[data-fact="${at.key}"] [data-press="${at.press}"]`);
    const left = buttons();
    (same || left[Math.min(Math.max(at.place, 0), left.length - 1)])?.focus();
  };

  // Beside the button that was pressed: the panel is long, and a window may be narrow.
  const refuse = (decision, why) => {
    const told = decision.querySelector("[role=alert]") || document.createElement("p");
    told.className = "steps-late";
    told.setAttribute("role", "alert");
    told.textContent = why;
    decision.append(told);
  };

  // A form that is being filled in is not taken from under the hand.
  const isBeingAmended = () => [...list.querySelectorAll("details[open] .steps-fields input")]
    .some((one) => one.value !== one.defaultValue || one === document.activeElement);
  document.addEventListener("desk:read", (event) => {
    if (isBeingAmended()) return;
    form = event.detail.form;
    show(event.detail.facts);
  });

  list.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new FormData(event.target, event.submitter);
    if (form) body.append("form", form);
    let told;
    try {
      const answer = await fetch(event.target.action, { method: "POST", headers: { Accept: "application/json" }, body });
      told = await answer.json();
      if (!answer.ok) throw new Error(told.message);
    } catch (problem) {
      refuse(event.target, problem instanceof TypeError || problem instanceof SyntaxError
        ? "It could not be kept: the desk cannot be reached." : problem.message);
      return;
    }
    said.textContent = told.message;
    show(told.facts);
    if (told.version) document.dispatchEvent(new CustomEvent("desk:version", { detail: told }));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "F9" || !event.shiftKey) return;
    event.preventDefault();
    buttons()[0]?.focus();
  });
})();
