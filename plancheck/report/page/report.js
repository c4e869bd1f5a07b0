"use strict";
// Filters, keys, and light on the words of the finding in view. Without this script the links alone do the jumping.
(() => {
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const form = document.querySelector("form.filter");
  const status = form.querySelector("output");
  const cards = all(".finding");
  const link = (card) => card.querySelector("h4 a");
  const badge = (card) => document.getElementById(card.dataset.at);
  const badges = new Map();
  for (const at of all(".at")) {
    const name = at.hash.slice(1);
    badges.set(name, [...(badges.get(name) || []), at]);
  }
  const wide = window.matchMedia("(min-width: 62rem)");
  let current = null;
  let lit = [];

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const texts = new Map();
  const textOf = (card) => {
    if (!texts.has(card)) texts.set(card, fold(card.textContent));
    return texts.get(card);
  };

  const inParagraph = new Map();
  const marks = (card, at = badge(card)) => {
    const stretch = at && (at.dataset.marks || (at === badge(card) && card.dataset.marks));
    if (!stretch) return [];
    const [first, last] = stretch.split(" ").map(Number);
    const paragraph = at.closest("p");
    if (!inParagraph.has(paragraph)) inParagraph.set(paragraph, all("mark", paragraph));
    return inParagraph.get(paragraph).slice(first, last + 1);
  };

  const choose = (card) => {
    if (current) {
      current.removeAttribute("aria-current");
      badge(current)?.removeAttribute("aria-current");
    }
    lit.forEach((mark) => mark.classList.remove("now"));
    current = card;
    lit = marks(card);
    lit.forEach((mark) => mark.classList.add("now"));
    card.setAttribute("aria-current", "true");
    badge(card)?.setAttribute("aria-current", "true");
  };

  // What comes into sight is laid out only then and may push the rest away: hence once more.
  const twice = (move) => {
    move();
    requestAnimationFrame(move);
  };

  // The list scrolls by itself beside the draft; moving it must not move the page.
  const showCard = (card) => twice(() => {
    const list = card.closest(".list");
    if (!wide.matches) return card.scrollIntoView({ block: "nearest" });
    const [inner, outer] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      list.scrollTop += inner.top - outer.top - list.clientHeight / 4;
    }
  });

  const showWords = (card) => {
    const words = lit[0] || badge(card);
    twice(() => (words || card).scrollIntoView({ block: words ? "center" : "nearest" }));
  };

  const toWords = (card) => {
    choose(card);
    showWords(card);
    badge(card)?.focus({ preventScroll: true });
    if (wide.matches) showCard(card);
  };

  const toCard = (card) => {
    if (card.hidden) {
      form.reset();
      filter();
    }
    choose(card);
    link(card).focus({ preventScroll: true });
    showCard(card);
  };

  const step = (by) => {
    const shown = cards.filter((card) => !card.hidden);
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by;
    const card = shown[Math.max(0, Math.min(shown.length - 1, next))];
    choose(card);
    link(card).focus({ preventScroll: true });
    if (wide.matches) showWords(card);
    showCard(card);
  };

  const filter = () => {
    const levels = new Set(all("[name=severity]:checked", form).map((box) => box.value));
    const wanted = fold(form.elements.words.value).split(/\s+/).filter(Boolean);
    const worst = new Map();
    const order = ["info", "warning", "error"];
    const hidden = all("[data-hides]:checked", form).map((box) => box.dataset.hides);
    const kind = form.elements.kind?.value || "";
    let shown = 0;
    for (const card of cards) {
      const { severity } = card.dataset;
      card.hidden = !levels.has(severity) || !wanted.every((word) => textOf(card).includes(word))
        || (kind && card.dataset.kind !== kind) || hidden.some((selector) => card.querySelector(selector));
      const places = badges.get(link(card).id) || [];
      for (const at of places) at.hidden = card.hidden;
      if (card.hidden) continue;
      shown += 1;
      for (const mark of places.flatMap((at) => marks(card, at))) {
        if (order.indexOf(severity) > order.indexOf(worst.get(mark))) worst.set(mark, severity);
      }
    }
    for (const mark of all("mark")) {
      mark.classList.remove(...order);
      mark.classList.add(worst.get(mark) || "off");
      mark.classList.toggle("off", !worst.has(mark));
    }
    for (const group of all(".group")) group.hidden = !group.querySelector(".finding:not([hidden])");
    status.textContent = document.body.dataset.shown.replace("{shown}", shown).replace("{total}", cards.length);
  };

  const cardOf = (id) => document.getElementById(id).closest(".finding");

  document.addEventListener("click", (event) => {
    const title = event.target.closest(".finding h4 a");
    const at = event.target.closest(".at");
    const mark = event.target.closest("mark:not(.off)");
    if (title && title.hash) toWords(title.closest(".finding"));
    else if (at) toCard(cardOf(at.hash.slice(1)));
    else if (mark && !String(window.getSelection())) toCard(cardOf(mark.dataset.of));
    else return;
    event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { key, target } = event;
    if (target === form.elements.words) {
      if (key === "Escape") target.blur();
      return;
    }
    const inside = target.closest?.(".finding h4, .at");
    if (key === "Escape" && target.closest?.(".at")) toCard(cardOf(target.hash.slice(1)));
    else if (inside && (key === "ArrowDown" || key === "ArrowUp")) step(key === "ArrowDown" ? 1 : -1);
    else if (!form.elements.keys.checked) return;
    else if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
    else if (key === "/") form.elements.words.focus();
    else return;
    event.preventDefault();
  });

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeprint", () => all("details:not(.passed)").forEach((details) => (details.open = true)));
  form.hidden = cards.length === 0;
  filter();
  const named = document.getElementById(location.hash.slice(1))?.closest(".finding");
  if (named) {
    choose(named);
    showCard(named);
  }
})();
