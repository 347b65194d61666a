// Sends what is being typed to the desk, and shows what it proposes and finds.
(() => {
  "use strict";

  const QUIET_MS = 500;
  const LOOK_MS = 250;
  const SURE = 0.6;
  const FREE = "name:";
  const KEPT = "communique-refused-in-new";
  const LABELS = {
    note: "Note", title: "Title", summary: "Summary", body: "Text", kind: "Kind", lang: "Language",
    day: "Day", date: "Day", places: "Place", sources: "Sources",
    countries: "Countries", people: "People", contacts: "Press contacts", links: "Further links",
    marks: "Text", pictures: "Pictures", attachments: "Attachments",
  };
  // What the rules call otherwise than the form.
  const CONTROLS = { date: "day", marks: "body" };
  const LEVELS = { error: "Error", warning: "Warning", note: "Note" };
  const TEXTS = ["title", "summary", "body", "lang", "kind", "day", "contacts", "links", "notes"];
  const LISTS = ["places", "sources", "fields_of_work", "countries", "people"];

  const panel = document.querySelector("[data-reading]");
  if (!panel) return;
  LABELS.fields_of_work = panel.dataset.fieldsOfWork;
  const part = (name) => panel.querySelector(`[data-${name}]`);
  const listOf = (name) => part(name).querySelector(":scope > [data-list]");
  const titled = document.querySelector("[name=title]");
  const form = titled && titled.form;
  const status = part("status");
  const refused = new Set();
  let shown = [];
  let from = null;
  let turn = 0;

  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const control = (name) => form && form.elements.namedItem(name);
  const keyOf = (one) => `${one.field}:${one.code}`;
  const say = (words) => { status.textContent = words; };
  const many = (count, one, several) => `${count} ${count === 1 ? one : several}`;
  const where = (one) => (LABELS[one.where] ? LABELS[one.where].toLowerCase() : `paragraph ${one.where}`);

  // What stands in the form now.
  const typed = () => {
    const sent = { refused: [...refused] };
    for (const name of TEXTS) sent[name] = (control(name) || { value: "" }).value || "";
    for (const name of LISTS) {
      const select = control(name);
      const more = control(`${name}-more`);
      sent[name] = select && select.selectedOptions ? [...select.selectedOptions].map((one) => one.value) : [];
      if (more) sent[name].push(...more.value.split("\n").map((one) => one.trim()).filter(Boolean).map((one) => FREE + one));
    }
    return sent;
  };

  const token = () => panel.querySelector("[name=csrfmiddlewaretoken]").value;

  const ask = async () => {
    turn += 1;
    const mine = turn;
    const asked = JSON.stringify(typed());
    const options = form
      ? { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token() }, body: asked }
      : { headers: { Accept: "application/json" } };
    let told;
    try {
      const answer = await fetch(panel.dataset.reading, options);
      told = answer.headers.get("Content-Type").includes("json") ? await answer.json() : {};
      if (!answer.ok) return say(told.message || "The desk cannot read along just now.");
    } catch (_) {
      return say("The desk cannot be reached; it will read on when you type on.");
    }
    // An answer that was overtaken by a later question says nothing about the text of now.
    if (mine !== turn) return undefined;
    // The text as it was read goes with the facts that were found in it.
    if ("facts" in told) document.dispatchEvent(new CustomEvent("desk:read", { detail: { facts: told.facts, form: asked } }));
    return show(told);
  };

  const show = (told) => {
    const before = told.proposals.length + told.findings.length;
    shown = form ? told.proposals : [];
    for (const one of shown) if (one.is_refused) refused.add(keyOf(one));
    showProposals();
    showFindings(told.findings);
    const open = shown.filter((one) => !refused.has(keyOf(one))).length;
    say(before || form
      ? [form ? many(open, "proposal", "proposals") : "", many(told.findings.length, "finding", "findings")].filter(Boolean).join(", ")
      : "Nothing was found.");
    return undefined;
  };

  const showProposals = () => {
    const focused = document.activeElement && document.activeElement.closest("[data-key]");
    const at = focused && panel.contains(focused) ? { key: focused.dataset.key, place: rows().indexOf(focused) } : null;
    const open = shown.filter((one) => !refused.has(keyOf(one)));
    const sure = open.filter((one) => one.confidence >= SURE);
    const unsure = open.filter((one) => one.confidence < SURE);
    listOf("proposals").replaceChildren(...groups(sure));
    part("unsure").querySelector(":scope > [data-list]").replaceChildren(...groups(unsure));
    part("unsure").querySelector("summary").textContent = `Less sure (${unsure.length})`;
    part("unsure").hidden = !unsure.length;
    part("proposals").hidden = !open.length;
    showRefused();
    rove(null);
    if (at) settle(at);
  };

  const groups = (some) => {
    const fields = [...new Set(some.map((one) => one.field))];
    return fields.map((field) => make("div", { class: "rd-group", role: "group", "aria-label": LABELS[field] },
      make("h4", {}, LABELS[field]),
      make("ul", { class: "rd-rows" }, ...some.filter((one) => one.field === field).map(row))));
  };

  const row = (one) => {
    const accept = make("button", { type: "button", class: "rd-accept", "data-act": "accept", "aria-describedby": "rd-keys" },
      make("span", { class: "rd-name" }, one.name),
      make("span", { class: "rd-words" }, make("span", { class: "w-sr-only" }, `, ${LABELS[one.field]}, from `), `“${one.words}”, ${where(one)}`));
    const refuse = make("button", { type: "button", class: "rd-refuse", "data-act": "refuse", title: `Refuse ${one.name}`, "aria-label": `Refuse ${one.name}` }, "×");
    const made = make("li", { "data-key": keyOf(one) }, accept, refuse);
    accept.addEventListener("click", () => take(one));
    refuse.addEventListener("click", () => leave(one));
    return made;
  };

  const showRefused = () => {
    const some = shown.filter((one) => refused.has(keyOf(one)));
    part("refused").hidden = !some.length;
    part("refused").querySelector("summary").textContent = `Refused (${some.length})`;
    listOf("refused").replaceChildren(...some.map((one) => {
      const again = make("button", { type: "button", class: "rd-again" }, `${one.name}`, make("span", { class: "rd-words" }, `${LABELS[one.field]} – propose again`));
      again.addEventListener("click", () => recall(one));
      return make("li", {}, again);
    }));
  };

  // One stop of the Tab key for all of them; the arrows move among them.
  const rows = () => [...panel.querySelectorAll("[data-key]")].filter((one) => !one.closest("details:not([open])"));
  const rove = (current) => {
    const buttons = [...panel.querySelectorAll("[data-key] button")];
    const stop = current || (rows()[0] && rows()[0].querySelector("button"));
    for (const one of buttons) one.tabIndex = one === stop ? 0 : -1;
  };
  const focus = (element, act = "accept") => {
    const button = element && element.querySelector(`[data-act=${act}]`);
    if (!button) return;
    rove(button);
    button.focus();
  };
  const settle = (at) => {
    const now = rows();
    const same = now.find((one) => one.dataset.key === at.key);
    if (same) return focus(same);
    if (now.length) return focus(now[Math.min(at.place, now.length - 1)]);
    return goBack();
  };

  const take = (one) => {
    const field = control(one.field);
    if (!field) return say("There is no field for it here.");
    if (field.options) {
      const options = [...field.options];
      const option = options.find((other) => other.value === one.code) || new Option(one.name, one.code);
      const last = options.filter((other) => other.selected).pop();
      if (last) last.after(option);
      else field.prepend(option);
      option.selected = true;
    } else {
      field.value = one.code;
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    drop(one);
    return say(`${one.name} accepted: ${LABELS[one.field]}`);
  };

  // The day is one: with one accepted, no other is proposed.
  const drop = (one) => {
    shown = shown.filter((other) => keyOf(other) !== keyOf(one) && !(one.field === "day" && other.field === "day"));
    showProposals();
  };

  const leave = (one) => {
    refused.add(keyOf(one));
    remember({ refused: keyOf(one) });
    showProposals();
    say(`${one.name} refused`);
  };

  const recall = (one) => {
    refused.delete(keyOf(one));
    one.is_refused = false;
    remember({ recalled: keyOf(one) });
    showProposals();
    focus(rows().find((other) => other.dataset.key === keyOf(one)));
    say(`${one.name} is proposed again`);
  };

  // Before the first save there is nothing to keep it with but this window.
  const remember = async (said) => {
    if (!panel.dataset.refusing) {
      window.sessionStorage.setItem(KEPT, JSON.stringify([...refused]));
      return;
    }
    try {
      const answer = await fetch(panel.dataset.refusing, { method: "POST", headers: { "X-CSRFToken": token() }, body: new URLSearchParams(said) });
      if (!answer.ok) say("It could not be remembered; it will be proposed again.");
    } catch (_) {
      say("It could not be remembered; it will be proposed again.");
    }
  };

  const carryOver = () => {
    let kept = [];
    try {
      kept = JSON.parse(window.sessionStorage.getItem(KEPT) || "[]");
    } catch (_) { /* What another page left there is nothing of ours. */ }
    for (const key of kept) refused.add(key);
    if (!panel.dataset.refusing || !kept.length) return;
    const said = new URLSearchParams();
    for (const key of kept) said.append("refused", key);
    window.sessionStorage.removeItem(KEPT);
    fetch(panel.dataset.refusing, { method: "POST", headers: { "X-CSRFToken": token() }, body: said }).catch(() => {});
  };

  const wrapperOf = (name) => {
    const field = control(CONTROLS[name] || name);
    const element = field && (field.closest ? field : field[0]);
    return element ? element.closest("[data-field-wrapper]") || element.parentElement : document.getElementById(`up-${name}`);
  };
  const controlIn = (wrapper) => wrapper.querySelector("[role=combobox], [contenteditable=true], input:not([type=hidden]):not([hidden]), select:not([hidden]), textarea:not([hidden])");

  const showFindings = (findings) => {
    document.querySelectorAll(".rd-beside").forEach((one) => one.remove());
    part("findings").hidden = !findings.length;
    listOf("findings").replaceChildren(...findings.map(finding));
    if (!form) return;
    for (const name of new Set(findings.map((one) => CONTROLS[one.field] || one.field))) beside(name, findings.filter((one) => (CONTROLS[one.field] || one.field) === name));
  };

  const said = (one) => [
    make("strong", { class: `rd-level rd-${one.level}` }, LEVELS[one.level] || one.level), " ",
    make("span", { class: "rd-message" }, one.message.charAt(0).toUpperCase() + one.message.slice(1) + (one.message.endsWith(".") ? "" : ".")),
    one.hint ? make("span", { class: "rd-hint" }, ` ${one.hint}`) : "",
  ];

  const finding = (one) => {
    const made = make("li", {}, ...said(one));
    if (form && wrapperOf(one.field)) {
      const go = make("button", { type: "button", class: "rd-go" }, LABELS[one.field] || one.field);
      go.setAttribute("aria-label", `Go to ${LABELS[one.field] || one.field}`);
      go.addEventListener("click", () => {
        const wrapper = wrapperOf(one.field);
        wrapper.scrollIntoView({ block: "center" });
        (controlIn(wrapper) || wrapper).focus();
      });
      made.append(go);
    }
    return made;
  };

  const beside = (name, some) => {
    const wrapper = wrapperOf(name);
    if (!wrapper) return;
    const id = `rd-beside-${name}`;
    wrapper.append(make("ul", { class: "rd-beside", id }, ...some.map((one) => make("li", {}, ...said(one)))));
    const field = controlIn(wrapper);
    if (!field) return;
    const told = (field.getAttribute("aria-describedby") || "").split(" ").filter((one) => one && one !== id);
    field.setAttribute("aria-describedby", [...told, id].join(" "));
  };

  const goBack = () => {
    const back = from && document.contains(from) ? from : titled;
    if (back) back.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "F9" || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (panel.contains(document.activeElement)) return goBack();
    from = document.activeElement;
    const first = rows()[0];
    if (first) return focus(first);
    return say("There is nothing to accept or refuse.");
  });

  panel.addEventListener("keydown", (event) => {
    const current = event.target.closest("[data-key]");
    if (!current || event.altKey || event.ctrlKey || event.metaKey) return;
    const some = rows();
    const place = some.indexOf(current);
    const act = event.target.dataset.act || "accept";
    const moves = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: some.length - 1 };
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key in moves) focus(some[Math.max(0, Math.min(some.length - 1, moves[key]))], act);
    else if (key === "ArrowRight") focus(current, "refuse");
    else if (key === "ArrowLeft") focus(current, "accept");
    else if (key === "a") current.querySelector("[data-act=accept]").click();
    else if (key === "r" || key === "Delete") current.querySelector("[data-act=refuse]").click();
    else if (key === "Escape") goBack();
    else return;
    event.preventDefault();
  });
  // What was said of a picture is kept apart from the form, and read from what was saved.
  document.addEventListener("desk:files-saved", () => ask());
  part("unsure").addEventListener("toggle", () => rove(null));

  carryOver();
  if (!form) {
    ask();
    return;
  }
  // The text's editor tells nobody when it changes its field, so it is looked at: what rested
  // for half a second is sent.
  let last = "";
  let sent = "";
  let since = 0;
  window.setInterval(() => {
    if (document.hidden) return;
    const now = JSON.stringify(typed());
    if (now !== last) {
      last = now;
      since = Date.now();
    } else if (now !== sent && Date.now() - since >= QUIET_MS - LOOK_MS) {
      sent = now;
      ask();
    }
  }, LOOK_MS);
})();
