"use strict";
// Sorts a table by a click on a column's name, and shows only the drafts of a province, a kind, a year.
(() => {
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const form = document.querySelector("form.filter");
  if (!form) return;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell ? cell.dataset.value ?? cell.textContent.trim() : "";
  };
  for (const table of all(".wide table")) {
    all("thead th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      if (head.title) button.setAttribute("aria-label", `${button.textContent}: ${head.title}`);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        all("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const body = table.tBodies[0];
        const rows = Array.from(body.rows);
        rows.sort((one, two) => collator.compare(value(one, column), value(two, column)) * (up ? 1 : -1));
        body.append(...rows);
      });
    });
  }
  const filter = () => {
    const wanted = ["province", "kind", "year"].map((name) => [name, form.elements[name].value]);
    for (const row of all(".wide tbody tr")) {
      row.hidden = wanted.some(([name, chosen]) => chosen !== "*" && row.dataset[name] !== chosen);
    }
    const rows = all(".drafts tbody tr");
    form.querySelector("output").textContent = `${rows.filter((row) => !row.hidden).length}/${rows.length}`;
  };
  form.addEventListener("input", filter);
  form.hidden = false;
  all(".scripted").forEach((each) => (each.hidden = false));
  filter();
})();
