// Shortens the way through a translation; without it every field and button works as it is.
(() => {
  "use strict";
  const form = document.getElementById("tr-form");
  if (!form) return;
  const fields = [...form.querySelectorAll("textarea:not([readonly])")];
  const status = document.getElementById("tr-status");
  const LOOK_AFTER_MS = 700;
  let last = fields[0], isChanged = false, waiting = 0, asked = 0;

  function put(field, words) {
    if (!field) return;
    field.focus();
    // Through the browser's own typing, so that one Ctrl+Z takes it back.
    if (!document.execCommand("insertText", false, words)) {
      field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function chips(field) {
    return [...form.querySelectorAll(`[data-for="${field.id}"]`)];
  }

  document.addEventListener("mousedown", (event) => {
    // A click on a name leaves the cursor where it was.
    if (event.target.closest(".tr-chip")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const chip = event.target.closest(".tr-chip");
    if (chip) put(chip.dataset.for ? document.getElementById(chip.dataset.for) : last, chip.dataset.put);
  });

  form.addEventListener("focusin", (event) => {
    if (fields.includes(event.target)) last = event.target;
  });

  form.addEventListener("keydown", (event) => {
    const place = fields.indexOf(event.target);
    if (place < 0 || event.isComposing) return;
    if (event.key === "Enter") {
      // A passage is one paragraph: a new line in it would say nothing.
      event.preventDefault();
      const next = fields[place + (event.shiftKey ? -1 : 1)];
      if (next) next.focus();
    } else if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
      const chip = chips(event.target)[Number(event.code.slice(-1)) - 1];
      if (chip) {
        event.preventDefault();
        put(event.target, chip.dataset.put);
      }
    }
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.querySelector('button[value="save"]')?.click();
    }
  });

  form.addEventListener("input", () => {
    isChanged = true;
    clearTimeout(waiting);
    waiting = setTimeout(look, LOOK_AFTER_MS);
  });
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });

  async function look() {
    const mine = ++asked;
    let found;
    try {
      const answer = await fetch(form.dataset.look, { method: "POST", body: new FormData(form) });
      if (!answer.ok) return;
      found = await answer.json();
    } catch {
      return; // The next key asks again, and saving looks at everything anyway.
    }
    if (mine === asked) show(found);
  }

  function show(found) {
    document.getElementById("tr-done").textContent = found.done;
    let errors = 0;
    for (const list of form.querySelectorAll("[id^=findings-]")) {
      const told = found.findings[list.id.slice("findings-".length)] || [];
      list.replaceChildren(...told.map((one) => {
        const line = document.createElement("li");
        line.className = `tr-${one.level}`;
        line.textContent = `${one.message[0].toUpperCase()}${one.message.slice(1)}. ${one.hint}`;
        return line;
      }));
    }
    for (const told of Object.values(found.findings)) {
      errors += told.filter((one) => one.level === "error").length;
    }
    if (status) {
      const verb = errors === 1 ? "finding keeps" : "findings keep";
      status.textContent = errors ? `${errors} ${verb} it from being ready` : "";
    }
  }
})();
