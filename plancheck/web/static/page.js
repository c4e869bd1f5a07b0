"use strict";
// Dropping files with progress, keys for what can be done about a finding, and the place kept over a reload.
// Without this script all of it is done by plain forms and links.
(() => {
  const upload = document.querySelector("form.upload");
  if (upload) {
    const input = upload.elements.file;
    const zone = upload.querySelector(".drop");
    const status = upload.querySelector("output");
    const bar = upload.querySelector("progress");
    const say = (key, name, value) => (status.textContent = upload.dataset[key].replace(`{${name}}`, value));

    const send = () => {
      if (upload.classList.contains("sending")) return;
      upload.classList.add("sending");
      bar.hidden = false;
      const request = new XMLHttpRequest();
      request.open("POST", upload.action);
      request.upload.addEventListener("progress", (event) => {
        if (!event.lengthComputable) return;
        const percent = Math.floor((event.loaded / event.total) * 100);
        bar.value = percent;
        say("uploading", "percent", percent);
      });
      request.upload.addEventListener("load", () => {
        bar.removeAttribute("value");
        status.textContent = upload.dataset.checking;
      });
      request.addEventListener("load", () => {
        if (request.status < 400) return window.location.assign(request.responseURL);
        const told = new DOMParser().parseFromString(request.responseText, "text/html").querySelector(".problem");
        fail(told ? told.textContent : request.statusText || String(request.status));
      });
      request.addEventListener("error", () => fail("…"));
      request.send(new FormData(upload));
    };
    const fail = (why) => {
      upload.classList.remove("sending");
      bar.hidden = true;
      say("failed", "why", why);
    };

    upload.addEventListener("submit", (event) => {
      event.preventDefault();
      send();
    });
    // A file that misses the zone must not be opened in place of the page.
    const carries = (event) => event.dataTransfer?.types.includes("Files");
    window.addEventListener("dragover", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      zone.classList.add("over");
    });
    window.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) zone.classList.remove("over");
    });
    window.addEventListener("drop", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      zone.classList.remove("over");
      input.files = event.dataTransfer.files;
      if (input.files.length) send();
    });
  }

  // Lists with drafts that are being checked are looked at again; what a person is filling in stays.
  const look = async () => {
    const lists = document.querySelector(".lists[data-waiting]");
    if (!lists) return;
    const answer = await fetch("/").catch(() => null);
    if (answer?.ok && !lists.contains(document.activeElement)) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".lists");
      lists.replaceWith(document.adoptNode(fresh));
    }
    setTimeout(look, 1500);
  };
  setTimeout(look, 1500);

  const main = document.querySelector(".filter");
  if (!main) return;
  const place = `plancheck ${location.pathname}`;
  const current = () => document.querySelector(".finding[aria-current]");
  const stored = JSON.parse(sessionStorage.getItem(place) || "null");
  sessionStorage.removeItem(place);
  if (stored) {
    for (const name of stored.off) main.querySelector(`[value="${name}"]`)?.click();
    for (const name of stored.on) main.querySelector(`[name="${name}"]`)?.click();
    if (stored.words) {
      main.elements.words.value = stored.words;
      main.dispatchEvent(new Event("input"));
    }
    window.scrollTo(0, stored.top);
    const list = document.querySelector(".list");
    if (list) list.scrollTop = stored.list;
  }
  document.addEventListener("submit", (event) => {
    if (!event.target.closest(".tools, .done, .bar")) return;
    sessionStorage.setItem(place, JSON.stringify({
      top: window.scrollY,
      list: document.querySelector(".list")?.scrollTop ?? 0,
      off: Array.from(main.querySelectorAll("[name=severity]:not(:checked)"), (box) => box.value),
      on: Array.from(main.querySelectorAll("[data-hides]:checked"), (box) => box.name),
      words: main.elements.words.value,
    }));
  });

  const dialog = document.querySelector(".keys-list");
  const opener = document.querySelector(".help-keys");
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || dialog.open) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select") || !main.elements.keys.checked) return;
    const card = event.target.closest(".finding") || current();
    if (event.key === "?") dialog.showModal();
    else if (event.key === "s") card?.querySelector("button.fix")?.click();
    else if (event.key === "x") card?.querySelector("button.seen")?.click();
    else if (event.key === "b" && card) {
      const ignore = card.querySelector(".ignore");
      ignore.open = true;
      ignore.querySelector("[name=reason]").focus();
    } else return;
    event.preventDefault();
  });
})();
