/* Keys, sheets and small comforts. Everything here has a button or link that works without it. */
(() => {
  "use strict";
  const doc = document, root = doc.documentElement;
  const all = (what, within = doc) => [...within.querySelectorAll(what)];
  const sheet = id => doc.getElementById(id);
  root.classList.add("js");

  const typing = target => target.closest("input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable]");
  const rows = () => all("[data-row]").filter(row => row.getClientRects().length);
  const current = () => doc.activeElement.closest("[data-row]");
  const main = row => row.querySelector("[data-main]") || row;

  const move = step => {
    const list = rows(), at = list.indexOf(current());
    const row = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + step))];
    if (row) { main(row).focus(); row.scrollIntoView({block: "nearest"}); }
  };

  const open = id => {
    const shown = sheet(id);
    if (!shown || shown.open) return false;
    shown.showModal();
    shown.querySelector("input")?.select();
    return true;
  };

  const press = key => {
    const row = current(), quote = CSS.escape(key);
    const found = row?.querySelector(`[data-key="${quote}"]`) || doc.querySelector(`main [data-key="${quote}"], aside [data-key="${quote}"]`);
    if (!found || (!row && found.closest("[data-row]"))) return false;
    if (found.matches("input,textarea")) { found.focus(); return true; }
    const form = found.closest("#people-bulk");
    if (form) {
      const box = row?.querySelector("input[type=checkbox]");
      if (!form.querySelector("input:checked")) { if (!box) return false; box.checked = true; }
      form.requestSubmit(found);
      return true;
    }
    found.click();
    return true;
  };

  let going = 0;
  doc.addEventListener("keydown", event => {
    const {key} = event;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "k" && !event.altKey) {
      if (open("palette")) event.preventDefault();
      return;
    }
    const within = doc.querySelector("dialog[open]");
    if (within) { if (key === "ArrowDown" || key === "ArrowUp") walk(event, within); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      if (key === "Escape") event.target.blur();
      return;
    }
    if (going && Date.now() - going < 1500) {
      going = 0;
      const way = doc.querySelector(`[data-go="${CSS.escape(key)}"]`);
      if (way) { event.preventDefault(); way.click(); }
      return;
    }
    const done = {
      g: () => { going = Date.now(); return true; },
      j: () => { move(1); return true; },
      k: () => { move(-1); return true; },
      x: () => { const box = current()?.querySelector("input[type=checkbox]"); box?.click(); return !!box; },
      "?": () => open("keys"),
      "/": () => press("/") || open("palette"),
    }[key];
    if (done ? done() : key.length === 1 && press(key)) event.preventDefault();
  });

  const walk = (event, within) => {
    const stops = all("input,a", within).filter(stop => stop.getClientRects().length);
    const next = stops[stops.indexOf(doc.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  };

  doc.addEventListener("click", event => {
    const opener = event.target.closest("[data-open]");
    if (opener && !event.ctrlKey && !event.metaKey && open(opener.dataset.open)) event.preventDefault();
    if (event.target.matches("dialog[open]")) event.target.close();
    const more = event.target.closest("[data-more]");
    if (more) another(more);
  });

  /* the palette: pages that fit what is typed stay, enter opens the first way */
  doc.addEventListener("input", event => {
    if (event.target.id !== "palette-q") return;
    const text = event.target.value.trim().toLowerCase();
    all("#palette form > .ways li").forEach(way => { way.hidden = !way.textContent.toLowerCase().includes(text); });
  });
  doc.addEventListener("submit", event => {
    if (!event.target.closest("#palette")) return;
    const way = all("#palette .ways li").find(found => !found.hidden)?.querySelector("a");
    if (way) { event.preventDefault(); way.click(); }
  });

  const count = () => all("[data-count-of]").forEach(told => {
    told.textContent = all(`input[name="${told.dataset.countOf}"]:checked`).length;
    told.hidden = false;
  });
  doc.addEventListener("change", event => { count(); if (event.target.type === "file") names(event.target); });

  const another = more => {
    const from = sheet(more.dataset.more), list = from.previousElementSibling;
    const total = more.form.querySelector("[name$=TOTAL_FORMS]"), at = Number(total.value);
    if (at >= Number(more.dataset.most)) return;
    const row = from.content.cloneNode(true);
    all("[id],[name],[for]", row).forEach(part => ["id", "name", "htmlFor"].forEach(word => {
      if (typeof part[word] === "string") part[word] = part[word].replace("__prefix__", at);
    }));
    list.append(row);
    total.value = at + 1;
    more.hidden = at + 1 >= Number(more.dataset.most);
    list.lastElementChild.querySelector("input").focus();
  };
  all("[data-more]").forEach(more => { more.hidden = false; });

  /* files: dropped anywhere on the page */
  const names = input => {
    const list = input.closest("[data-drop]")?.querySelector("[data-names]");
    list?.replaceChildren(...[...input.files].map(file => Object.assign(doc.createElement("li"), {textContent: file.name})));
  };
  const drop = doc.querySelector("[data-drop]");
  if (drop) {
    const input = drop.querySelector("input[type=file]");
    doc.addEventListener("dragover", event => { event.preventDefault(); drop.classList.add("over"); });
    doc.addEventListener("dragleave", event => { if (!event.relatedTarget) drop.classList.remove("over"); });
    doc.addEventListener("drop", event => {
      event.preventDefault();
      drop.classList.remove("over");
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; names(input); }
    });
  }

  /* evidence that is linked to is opened */
  const unfold = () => { const at = location.hash.slice(1); if (at) sheet(at)?.closest("details")?.setAttribute("open", ""); };
  addEventListener("hashchange", unfold);
  unfold();
  count();
})();
