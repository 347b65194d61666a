// Takes files, shows what a release has of them, and keeps what is said of each.
(() => {
  "use strict";

  const QUIET_MS = 900;
  const AGAIN_MS = 2000;
  const TURNS = 60;
  const panel = document.querySelector("[data-uploads]");
  if (!panel) return;
  const { save: saveTo, send: sendTo, file: fileAt } = panel.dataset;
  const names = JSON.parse(panel.dataset.names);
  const state = JSON.parse(panel.dataset.state);
  const notices = {};
  const status = panel.querySelector("[data-status]");
  const coming = panel.querySelector("[data-coming]");
  const drop = panel.querySelector("[data-drop]");
  const chooser = panel.querySelector("input[type=file]");
  const token = panel.querySelector("[name=csrfmiddlewaretoken]").value;
  const titled = document.querySelector("[name=title]");
  const form = titled && titled.form;
  let waiting = 0;
  let isSaving = false;
  let isDirty = false;
  let queue = Promise.resolve();
  let count = 0;

  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const say = (...words) => status.replaceChildren(...words);
  const button = (text, label, act) => {
    const made = make("button", { type: "button", class: "up-button", "aria-label": label, title: label }, text);
    made.addEventListener("click", act);
    return made;
  };
  const address = (digest, name) => fileAt.replace("0".repeat(64), digest).replace(/name$/, encodeURIComponent(name));
  const inWords = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

  // The languages in which something has to be said: the release's own first.
  const langs = () => {
    const saved = JSON.parse(panel.dataset.langs);
    const own = (form && form.elements.namedItem("lang")) || { value: "" };
    const boxes = form ? [...form.querySelectorAll("[name=languages]")] : [];
    const wanted = boxes.length ? boxes.filter((one) => one.checked).map((one) => one.value) : saved;
    return [...new Set([own.value || saved[0], ...wanted])];
  };

  const field = (entry, member, lang, label, { isNeeded = false, isShort = false } = {}) => {
    count += 1;
    const id = `up-${count}`;
    const input = lang && !isShort ? make("textarea", { id, rows: "2" }) : make("input", { type: "text", id });
    input.value = (lang ? entry[member][lang] : entry[member]) || "";
    if (lang) input.lang = lang;
    if (isNeeded) {
      input.required = true;
      input.placeholder = "What it shows, to who does not see it";
    }
    const judge = () => { if (isNeeded) input.setAttribute("aria-invalid", String(!input.value.trim())); };
    judge();
    input.addEventListener("input", () => {
      if (lang) entry[member][lang] = input.value;
      else entry[member] = input.value;
      judge();
      changed();
    });
    return make("div", { class: "up-field" }, make("label", { for: id }, lang ? `${label} (${names[lang] || lang})` : label), input);
  };

  const language = (entry) => {
    count += 1;
    const id = `up-${count}`;
    const select = make("select", { id }, make("option", { value: "" }, "none, or several"));
    for (const [code, name] of Object.entries(names)) select.append(make("option", { value: code }, name));
    select.value = entry.lang || "";
    select.addEventListener("change", () => { entry.lang = select.value; changed(); });
    return make("div", { class: "up-field" }, make("label", { for: id }, "Language of the file"), select);
  };

  const show = () => {
    for (const group of ["pictures", "attachments"]) {
      const box = panel.querySelector(`[data-group=${group}]`);
      box.hidden = !state[group].length;
      box.querySelector("[data-list]").replaceChildren(...state[group].map((entry, place) => shown(entry, place, group)));
    }
  };

  const shown = (entry, place, group) => {
    const isPicture = group === "pictures";
    for (const member of isPicture ? ["alt", "caption"] : ["title"]) entry[member] = { ...entry[member] };
    const about = isPicture ? `${entry.width} × ${entry.height}, ${inWords(entry.size_bytes)}` : inWords(entry.size_bytes);
    const head = make("div", { class: "up-head" },
      make("a", { href: address(entry.digest, entry.name), target: "_blank", rel: "noopener" }, entry.name),
      make("span", { class: "up-quiet" }, about),
      make("span", { class: "up-buttons" },
        ...(place ? [button("↑", `Move ${entry.name} up`, () => move(group, place, -1))] : []),
        ...(place < state[group].length - 1 ? [button("↓", `Move ${entry.name} down`, () => move(group, place, 1))] : []),
        button("×", `Remove ${entry.name}`, () => remove(group, place))));
    const fields = [];
    for (const lang of langs()) {
      if (isPicture) {
        fields.push(field(entry, "alt", lang, "Alternative text", { isNeeded: true }), field(entry, "caption", lang, "Caption"));
      } else {
        fields.push(field(entry, "title", lang, "Title", { isShort: true }));
      }
    }
    if (isPicture) fields.push(field(entry, "credit", "", "Credit"));
    else fields.push(language(entry));
    const told = (notices[entry.digest] || []).map((one) => make("p", { class: "up-notice" }, one));
    const item = make("li", { class: "up-item", "data-digest": entry.digest });
    if (isPicture) {
      const smallest = (entry.renditions || [])[0] || entry;
      item.append(make("img", { class: "up-thumbnail", src: address(smallest.digest, entry.name), alt: "", width: "160", height: String(Math.round((160 * entry.height) / entry.width)), loading: "lazy" }));
    }
    item.append(make("div", { class: "up-about" }, head, ...told, make("div", { class: "up-fields" }, ...fields)));
    return item;
  };

  const move = (group, place, step) => {
    const some = state[group];
    [some[place], some[place + step]] = [some[place + step], some[place]];
    show();
    const moved = panel.querySelectorAll(`[data-group=${group}] .up-item`)[place + step];
    const same = moved.querySelector(`[aria-label$="${step < 0 ? "up" : "down"}"]`) || moved.querySelector("button");
    same.focus();
    changed();
    say(`${some[place + step].name} is now number ${place + step + 1}.`);
  };

  const remove = (group, place) => {
    const [gone] = state[group].splice(place, 1);
    show();
    changed();
    const back = make("button", { type: "button", class: "up-undo" }, "Put it back");
    back.addEventListener("click", () => {
      state[group].splice(place, 0, gone);
      show();
      changed();
      say(`${gone.name} is back.`);
      chooser.focus();
    });
    say(`${gone.name} was removed. `, back);
    back.focus();
  };

  const changed = () => {
    isDirty = true;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(save, QUIET_MS);
  };

  const save = async () => {
    if (isSaving) return changed();
    isSaving = true;
    isDirty = false;
    const body = JSON.stringify({ pictures: state.pictures, attachments: state.attachments, seen: state.seen });
    try {
      const answer = await fetch(saveTo, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body });
      const told = await answer.json();
      if (answer.ok) {
        state.seen = told.seen;
        document.dispatchEvent(new CustomEvent("desk:version", { detail: told }));
        if (!isDirty && !status.querySelector("button")) say("Files saved.");
        document.dispatchEvent(new CustomEvent("desk:files-saved", { detail: told }));
      } else {
        isDirty = true;
        say(`Not saved: ${told.message}. ${told.hint || ""}`);
      }
    } catch (_) {
      isDirty = true;
      say("Not saved: the desk cannot be reached. It is tried again with the next change.");
    }
    isSaving = false;
    return undefined;
  };

  const send = (file, turn = 1) => new Promise((done) => {
    const bar = make("progress", { max: "100", value: "0", "aria-label": `Upload of ${file.name}` });
    const line = make("li", {}, make("span", {}, file.name), bar);
    coming.append(line);
    const body = new FormData();
    body.append("file", file);
    // Behind the file: what comes without it was cut off.
    body.append("whole", "1");
    const request = new XMLHttpRequest();
    const failed = (message, hint) => {
      const close = button("×", `Dismiss the message about ${file.name}`, () => line.remove());
      line.className = "up-failed";
      line.replaceChildren(make("span", { role: "alert" }, `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${hint || ""}`), close);
      done();
    };
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total; });
    request.addEventListener("error", () => failed(`${file.name} did not arrive: the desk cannot be reached`, "Look at the connection, then try again."));
    request.addEventListener("load", () => {
      let told = {};
      try {
        told = JSON.parse(request.responseText);
      } catch (_) { /* Not the desk's own answer: its status says enough. */ }
      if (request.status === 503 && turn < TURNS) {
        bar.removeAttribute("value");
        window.setTimeout(() => { line.remove(); done(send(file, turn + 1)); }, AGAIN_MS);
        return undefined;
      }
      if (request.status !== 201) {
        const tooLarge = request.status === 413 ? `${file.name} is too large` : `${file.name} was not taken (${request.status})`;
        return failed(told.message || tooLarge, told.hint);
      }
      line.remove();
      return done(told);
    });
    request.open("POST", sendTo);
    request.setRequestHeader("X-CSRFToken", token);
    request.send(body);
  });

  const add = (files) => {
    for (const file of files) {
      queue = queue.then(() => send(file)).then((told) => {
        if (!told) return;
        const group = told.is_picture ? "pictures" : "attachments";
        if (state[group].some((one) => one.digest === told.entry.digest)) {
          say(`${told.entry.name} is there already.`);
          return;
        }
        notices[told.entry.digest] = told.notices;
        state[group].push(told.entry);
        show();
        changed();
        say(`${told.entry.name} was added.`);
      });
    }
  };

  chooser.addEventListener("change", () => { add([...chooser.files]); chooser.value = ""; });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("up-over"); });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("up-over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); add([...event.dataTransfer.files]); });
  window.addEventListener("beforeunload", (event) => { if (isDirty || isSaving) event.preventDefault(); });
  if (form) {
    form.addEventListener("change", (event) => { if (["lang", "languages"].includes(event.target.name)) show(); });
  }
  show();
})();
