/* One more row at once, where without script a submit would bring it. */
"use strict";

for (const table of document.querySelectorAll("[data-registry-table]")) {
  const name = table.dataset.registryTable;
  const count = table.querySelector(`input[name="${name}-TOTAL_FORMS"]`);
  const template = table.querySelector("template");
  const rows = table.querySelector("tbody");
  const add = table.querySelector(`button[name="add-${name}"]`);
  add.addEventListener("click", (press) => {
    press.preventDefault();
    const number = Number(count.value);
    const row = template.content.cloneNode(true);
    for (const part of row.querySelectorAll("[name], [id], [for]")) {
      for (const attribute of ["name", "id", "for", "aria-describedby"]) {
        const value = part.getAttribute(attribute);
        if (value !== null) part.setAttribute(attribute, value.replace("__prefix__", number));
      }
    }
    rows.append(row);
    count.value = number + 1;
    rows.lastElementChild.querySelector("input, select").focus();
  });
}
