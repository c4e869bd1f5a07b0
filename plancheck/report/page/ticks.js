"use strict";
// What a reader has settled or ignores, kept in this browser for the next report on the same draft; what is ignored can
// be taken away as settings. Nothing leaves the browser but the file that is asked for.
(() => {
  const say = document.body.dataset;
  const form = document.querySelector("form.filter");
  const cards = Array.from(document.querySelectorAll(".finding"));
  const about = form.querySelector(".ticked");
  const button = form.querySelector(".export");
  const draft = (card) => card.closest(".file").dataset.path.replace(/\\/g, "/").split("/").pop();
  const slot = (card) => `plancheck ${draft(card)} ${card.dataset.key}`;

  const kept = (card) => {
    try {
      return JSON.parse(localStorage.getItem(slot(card))) || {};
    } catch {
      return {};
    }
  };
  const keep = (card, state) => {
    try {
      if (state.done || state.why !== undefined) localStorage.setItem(slot(card), JSON.stringify(state));
      else localStorage.removeItem(slot(card));
    } catch {
      // A browser that keeps nothing still shows what is ticked till the page is closed.
    }
  };
  const state = (card) => {
    const [tick, why] = [card.querySelector(".tick"), card.querySelector(".why")];
    return { done: tick.checked, why: why.hidden ? undefined : why.value.trim() };
  };
  const ignored = () => cards.filter((card) => state(card).why);

  const tell = () => {
    const done = cards.filter((card) => state(card).done).length;
    const count = ignored().length;
    about.textContent = done || count ? say.ticked.replace("{done}", done).replace("{ignored}", count) : "";
    button.hidden = !count;
    form.dispatchEvent(new Event("input"));
  };

  const box = (words, checked) => {
    const [label, input] = [document.createElement("label"), document.createElement("input")];
    input.type = "checkbox";
    input.checked = checked;
    label.append(input, ` ${words}`);
    return [label, input];
  };

  for (const card of cards) {
    const before = kept(card);
    const tools = document.createElement("div");
    const [settled, tick] = box(say.done, Boolean(before.done));
    const [skipped, skip] = box(say.skipIt, before.why !== undefined);
    const why = document.createElement("input");
    tick.className = "tick";
    skip.className = "skip-it";
    why.className = "why";
    why.type = "text";
    why.maxLength = 200;
    why.hidden = !skip.checked;
    why.value = before.why || "";
    why.setAttribute("aria-label", say.skipIt);
    skip.addEventListener("change", () => {
      why.hidden = !skip.checked;
      if (skip.checked) why.focus();
    });
    tools.className = "tools";
    tools.append(settled, skipped, why);
    tools.addEventListener("change", () => {
      keep(card, state(card));
      tell();
    });
    card.append(tools);
  }

  // A basic string of TOML is a string of JSON, but for DEL.
  const quoted = (words) => JSON.stringify(words).replace(/\x7f/g, "\\u007f");
  const settings = () => {
    const pieces = ignored().map((card) => [
      "[[suppress]]",
      `rule = ${quoted(card.dataset.rule)}`,
      `path = ${quoted(draft(card).replace(/[[\]*?]/g, "?"))}`,
      `fingerprint = ${quoted(card.dataset.key)}`,
      `reason = ${quoted(state(card).why)}`,
    ].join("\n"));
    return `# ${say.exportHead}\n\n${pieces.join("\n\n")}\n`;
  };

  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([settings()], { type: "application/toml" }));
    link.download = "plancheck.toml";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  tell();
})();
