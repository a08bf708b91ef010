/* Keys, sheets and small comforts. Everything here has a button or link that works without it. */
(() => {
  "use strict";
  const doc = document, root = doc.documentElement;
  const all = (what, within = doc) => [...within.querySelectorAll(what)];
  const sheet = id => doc.getElementById(id);
  root.classList.add("js");

  const typing = target => target.closest("input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable]");
  const rows = () => all("[data-row]").filter(row => row.checkVisibility?.() ?? row.getClientRects().length);
  const current = () => doc.activeElement.closest("[data-row]");
  const main = row => row.querySelector("[data-main]") || row;

  /* the row in hand: after a change it is in hand again, or the next one when it has left the list */
  const HELD = "amity.held";
  let held = null, asked = false;
  const name = row => row.id || row.querySelector("input[type=checkbox]")?.value || row.querySelector("a")?.href;
  const hold = row => { if (row) held = {path: location.pathname, name: name(row), at: rows().indexOf(row)}; };
  const resume = kept => {
    const list = rows();
    if (!kept || kept.path !== location.pathname || !list.length) return;
    const row = list.find(one => name(one) === kept.name) || list[Math.min(kept.at, list.length - 1)];
    main(row).focus({preventScroll: true});
    row.scrollIntoView({block: "nearest"});
  };
  doc.addEventListener("focusin", event => hold(event.target.closest("[data-row]")));
  doc.addEventListener("submit", event => {
    asked = !!(current() || event.target.closest("#page-notices"));
    if (asked && held) sessionStorage.setItem(HELD, JSON.stringify(held));
  });
  doc.addEventListener("htmx:beforeRequest", () => { asked = asked || !!current(); });
  doc.addEventListener("htmx:afterSwap", () => {
    if (asked && doc.activeElement === doc.body) resume(held);
    if (asked) sessionStorage.removeItem(HELD);
    asked = false;
    count();
  });
  /* what followed is read where one is: the notices float until the page is scrolled on */
  doc.addEventListener("htmx:afterSettle", () => {
    const told = sheet("page-notices"), from = scrollY;
    if (!told?.textContent.trim() || told.getBoundingClientRect().bottom > 0) return;
    told.classList.add("afloat");
    const on = () => {
      if (Math.abs(scrollY - from) < 200) return;
      told.classList.remove("afloat");
      removeEventListener("scroll", on);
    };
    addEventListener("scroll", on);
  });
  addEventListener("pageshow", () => {
    const kept = JSON.parse(sessionStorage.getItem(HELD) || "null");
    sessionStorage.removeItem(HELD);
    if (!location.hash) resume(kept);
  });

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
    const found = row?.querySelector(`[data-key="${quote}"]`) || doc.querySelector(`main [data-key="${quote}"], aside [data-key="${quote}"]`)
      || doc.querySelector(`header [data-key="${quote}"]`);
    if (!found || (!row && found.closest("[data-row]"))) return false;
    if (found.matches("[type=checkbox],[type=radio]")) {
      found.click();
      if (found.name === "importance" && found.value === "3") found.form.elements.why?.focus();
      return true;
    }
    if (found.matches("input,textarea")) { found.focus(); return true; }
    const form = found.closest("#people-bulk");
    if (form) {
      const box = row?.querySelector("input[type=checkbox]");
      if (!form.querySelector("input:checked")) { if (!box) return false; box.checked = true; }
      found.click();
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
    const sent = key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("form.log, form.stack");
    if (sent) { event.preventDefault(); sent.requestSubmit(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      if (key === "Escape") event.target.blur();
      return;
    }
    if (key === " " && event.target.closest("button,a,summary,input")) return;
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
      Enter: () => {
        const way = event.target.matches("input[type=checkbox]") && current()?.querySelector("a");
        way && way.click();
        return !!way;
      },
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
    told.closest("[hidden]")?.removeAttribute("hidden");
  });
  /* who is chosen stands in the address, so that it is still chosen after a look at somebody */
  const choosing = box => {
    const chosen = all("input:checked", box.form).map(one => ["chosen", one.value]);
    history.replaceState(history.state, "", `${location.pathname}?${new URLSearchParams(chosen)}`);
  };
  doc.addEventListener("change", event => {
    if (event.target.name === "chosen") choosing(event.target);
    count();
    if (event.target.type === "file") names(event.target);
  });

  /* a letter: its link follows what is written, and it can be copied */
  const letter = doc.querySelector("form[data-mailto]");
  letter?.addEventListener("input", () => {
    const link = sheet("open-letter"), part = name => encodeURIComponent(letter.elements[name].value.replace(/\r?\n/g, "\r\n"));
    if (link) link.href = `${link.href.split("?")[0]}?subject=${part("subject")}&body=${part("body")}`;
  });
  doc.addEventListener("click", async event => {
    const copier = event.target.closest("[data-copy]");
    if (!copier) return;
    const text = sheet(copier.dataset.copy);
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { doc.execCommand("copy"); }
    copier.textContent = copier.dataset.said;
  });

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
