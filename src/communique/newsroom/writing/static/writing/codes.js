// Turns a list of names (select[data-codes]) into what was chosen, and a field to type in.
// Without this script the list itself is used. The list stays the form's field: whoever selects
// an option of it by script and sends it a `change` event is understood here.
(() => {
  "use strict";

  const SHOWN = 30;
  let count = 0;

  const plain = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'").toLowerCase().trim();

  // Whether a word of a name begins so.
  const startsIn = (name, typed) => {
    const said = plain(name);
    for (let at = said.indexOf(typed); at >= 0; at = said.indexOf(typed, at + 1)) {
      if (at === 0 || /[^\p{L}\p{N}]/u.test(said[at - 1])) return true;
    }
    return false;
  };

  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };

  const button = (text, label, act) => {
    const made = make("button", { type: "button", class: "codes-button", "aria-label": label }, text);
    made.addEventListener("click", act);
    return made;
  };

  class Codes {
    constructor(select) {
      this.select = select;
      this.isOrdered = select.dataset.codes === "ordered";
      this.free = select.dataset.free || "";
      this.id = select.id || `codes-${(count += 1)}`;
      this.found = [];
      this.at = -1;
      this.build();
      this.show();
    }

    build() {
      const label = document.querySelector(`label[for="${this.select.id}"]`);
      this.name = label ? label.textContent.replace("*", "").trim() : this.select.name;
      this.chosen = make("ul", { class: "codes-chosen" });
      this.list = make("ul", { class: "codes-list", role: "listbox", id: `${this.id}-list` });
      this.list.setAttribute("aria-label", this.name);
      this.list.hidden = true;
      this.input = make("input", {
        type: "text",
        id: `${this.id}-typed`,
        role: "combobox",
        autocomplete: "off",
        spellcheck: "false",
        placeholder: "Type a name",
        "aria-expanded": "false",
        "aria-autocomplete": "list",
        "aria-controls": this.list.id,
      });
      const told = this.select.getAttribute("aria-describedby");
      if (told) this.input.setAttribute("aria-describedby", told);
      if (label) label.htmlFor = this.input.id;
      else this.input.setAttribute("aria-label", this.name);
      this.status = make("p", { class: "codes-status", role: "status" });
      const box = make("div", { class: "codes" }, this.chosen, this.input, this.list, this.status);
      this.select.after(box);
      this.select.hidden = true;
      const more = this.select.parentElement.querySelector("[data-more]");
      if (more) more.hidden = true;
      this.input.addEventListener("input", () => this.look());
      this.input.addEventListener("focus", () => this.input.value && this.look());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => this.close());
      // Before the blur of the field, which closes the list.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.select.addEventListener("change", () => this.show());
    }

    options() {
      return [...this.select.options];
    }

    show() {
      const options = this.options().filter((option) => option.selected);
      this.chosen.replaceChildren(...options.map((option, place) => this.one(option, place)));
      this.chosen.hidden = !options.length;
    }

    one(option, place) {
      const name = option.text.trim();
      const said = make("span", { class: "codes-name" }, name);
      if (this.isOrdered && place === 0) said.append(make("small", {}, "lead"));
      const made = make("li", {}, said);
      if (this.isOrdered && place > 0) {
        made.append(button("↑", `Move ${name} up`, () => this.move(option)));
      }
      made.append(button("×", `Remove ${name}`, () => this.remove(option)));
      return made;
    }

    // A selected option stands behind all that were chosen before it: the form sends them so.
    choose(option) {
      const last = this.options().filter((one) => one.selected).pop();
      if (last) last.after(option);
      else this.select.prepend(option);
      option.selected = true;
      this.input.value = "";
      this.close();
      this.changed(`${option.text.trim()} added`);
    }

    add(name) {
      this.choose(new Option(name, this.free + name));
    }

    remove(option) {
      option.selected = false;
      this.changed(`${option.text.trim()} removed`);
      this.input.focus();
    }

    move(option) {
      const chosen = this.options().filter((one) => one.selected);
      chosen[chosen.indexOf(option) - 1].before(option);
      this.changed(`${option.text.trim()} moved up`);
    }

    changed(said) {
      this.status.textContent = said;
      this.select.dispatchEvent(new Event("input", { bubbles: true }));
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }

    look() {
      const typed = plain(this.input.value);
      if (!typed) return this.close();
      const ranked = this.options()
        .filter((option) => !option.selected)
        .map((option, place) => ({ option, place, rank: this.rank(option, typed) }))
        .filter((one) => one.rank < 9)
        .sort((one, other) => one.rank - other.rank || one.place - other.place);
      this.found = ranked.slice(0, SHOWN).map(({ option }) => ({
        option,
        text: option.text.trim(),
        note: this.note(option, typed),
      }));
      const said = this.input.value.trim();
      const isKnown = this.found.some((one) => plain(one.text) === typed);
      if (this.free && !isKnown) this.found.push({ text: said, note: "not in the registry" });
      this.open();
      return undefined;
    }

    rank(option, typed) {
      const late = option.parentElement.tagName === "OPTGROUP" ? 3 : 0;
      const name = plain(option.text);
      if (name.startsWith(typed)) return late;
      if (startsIn(option.text, typed)) return late + 1;
      return this.others(option).some((one) => startsIn(one, typed)) ? late + 2 : 9;
    }

    others(option) {
      return (option.dataset.words || "").split(" · ").filter(Boolean);
    }

    // Why something was found whose name does not say so: another name of it, or its days.
    note(option, typed) {
      const notes = [];
      if (!startsIn(option.text, typed)) {
        notes.push(this.others(option).find((one) => startsIn(one, typed)) || "");
      }
      const group = option.parentElement;
      if (group.tagName === "OPTGROUP" && group.label !== "Chosen") notes.push(group.label);
      return notes.filter(Boolean).join(" · ");
    }

    open() {
      this.at = this.found.length ? 0 : -1;
      this.list.replaceChildren(
        ...this.found.map((one, place) => {
          const made = make("li", { role: "option", id: `${this.id}-${place}` }, one.text);
          if (one.note) made.append(make("small", {}, one.note));
          made.addEventListener("click", () => this.take(place));
          return made;
        }),
      );
      this.list.hidden = !this.found.length;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
      this.status.textContent = this.found.length ? "" : "Nothing of this name";
      this.mark();
    }

    close() {
      this.list.hidden = true;
      this.at = -1;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    mark() {
      [...this.list.children].forEach((one, place) => {
        one.setAttribute("aria-selected", String(place === this.at));
        if (place === this.at) one.scrollIntoView({ block: "nearest" });
      });
      if (this.at >= 0) this.input.setAttribute("aria-activedescendant", `${this.id}-${this.at}`);
    }

    take(place) {
      const one = this.found[place];
      if (!one) return;
      if (one.option) this.choose(one.option);
      else this.add(one.text);
    }

    key(event) {
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in steps) {
        event.preventDefault();
        if (this.list.hidden) return this.look();
        this.at = (this.at + steps[event.key] + this.found.length) % this.found.length;
        this.mark();
      } else if (event.key === "Enter") {
        // Enter in a field would send the form.
        event.preventDefault();
        if (!this.list.hidden) this.take(this.at);
      } else if (event.key === "Escape" && !this.list.hidden) {
        event.stopPropagation();
        this.close();
      } else if (event.key === "Backspace" && !this.input.value) {
        const last = this.options().filter((one) => one.selected).pop();
        if (last) this.remove(last);
      }
      return undefined;
    }
  }

  const begin = () => {
    for (const select of document.querySelectorAll("select[data-codes]")) {
      if (!select.dataset.isTyped) {
        select.dataset.isTyped = "yes";
        new Codes(select);
      }
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
