/* 核对页：按键、两边互相点亮、不离开页面就作决定、选中原文补一项。没有脚本时，每个按钮都是普通表单。 */
"use strict";

(function () {
  const page = document.querySelector("[data-review]");
  if (!page) return;
  const text = page.querySelector("[data-text]");
  const left = document.getElementById("left");
  const others = document.querySelector("[data-others]");
  const dialog = document.querySelector("[data-keys-dialog]");
  const main = document.getElementById("decide");
  const STOPS = ".rv-whole, .rv-line";
  let current = null;

  const stops = () => Array.from(page.querySelectorAll(STOPS));
  const marksOf = (key) => Array.from(text.querySelectorAll(`[data-keys~="${key}"]`));
  const lineOf = (target) => (target.closest ? target.closest(STOPS) : null);

  /* 两边互相点亮 */
  function light(key, on) {
    marksOf(key).forEach((mark) => mark.classList.toggle("is-on", on));
    const line = document.getElementById(key);
    if (line) line.classList.toggle("is-on", on);
  }

  function watchLight(kind, on) {
    page.addEventListener(kind, (event) => {
      const mark = event.target.closest("[data-keys]");
      const line = event.target.closest("[data-key]");
      if (mark) mark.dataset.keys.split(" ").forEach((key) => light(key, on));
      else if (line) light(line.dataset.key, on);
    });
  }

  /* 原文那一栏自己滚动，不动整页 */
  function showSource(key) {
    const mark = marksOf(key)[0];
    if (!mark || text.scrollHeight <= text.clientHeight) return;
    const from = text.getBoundingClientRect();
    const at = mark.getBoundingClientRect();
    if (at.top < from.top + 8 || at.bottom > from.bottom - 8) text.scrollTop += at.top - from.top - from.height / 3;
  }

  function settle(stop) {
    if (!stop) return;
    current = stop;
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "nearest" });
    if (stop.dataset.key) showSource(stop.dataset.key);
  }

  function step(by) {
    const all = stops();
    const at = current && current.isConnected ? all.indexOf(current) : -1;
    settle(all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))]);
  }

  function nextDoubt() {
    const all = stops();
    const at = current && current.isConnected ? all.indexOf(current) : -1;
    const found = all.slice(at + 1).concat(all.slice(0, at + 1)).find((stop) => "open" in stop.dataset && stop !== current);
    const after = page.querySelector("[data-after]");
    if (found) settle(found);
    else if (after) after.click();
  }

  function act(stop, name) {
    const button = stop && stop.querySelector(`[data-act="${name}"]`);
    if (button) button.click();
  }

  function edit(line) {
    const fix = line && line.querySelector(".rv-fix");
    if (!fix) return;
    fix.open = true;
    if (line.dataset.key) showSource(line.dataset.key);
    const field = fix.querySelector("textarea, input[type=text], select");
    if (field) { field.focus(); if (field.select) field.select(); }
  }

  /* 作决定：回来的是整张卡片，换上去 */
  function complain(stop, words) {
    const place = (stop && stop.querySelector(".rv-err")) || null;
    if (!place) { left.textContent = words; return; }
    place.textContent = words;
    place.hidden = false;
  }

  async function submit(form, submitter, stop) {
    const body = new FormData(form);
    if (submitter && submitter.name) body.set(submitter.name, submitter.value);
    if (others) body.set("seen", others.dataset.stamp);
    const card = stop && stop.closest("[data-card]");
    if (card) card.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (told.error) complain(stop, told.error);
      else swap(told);
    } catch (error) {
      complain(stop, "没有保存上：网络断了，或者登录过期了。请刷新页面再试。");
    }
    if (card) card.removeAttribute("aria-busy");
  }

  function swap(told) {
    const old = document.getElementById(told.card);
    const all = stops();
    const at = all.findIndex((stop) => stop.id === told.key || stop === current);
    if (old) { old.outerHTML = told.html; dress(document.getElementById(told.card)); }
    left.innerHTML = told.left;
    if (others) { others.dataset.stamp = told.stamp; if (told.others) others.hidden = false; }
    const now = stops();
    const line = document.getElementById(told.key);
    current = line && line.matches(STOPS) ? line : now[Math.min(Math.max(at, 0), now.length - 1)];
    if (current) settle(current);
    strike();
  }

  /* 不采用的，在原文里也划掉 */
  function strike() {
    text.querySelectorAll("[data-keys]").forEach((mark) => {
      const first = document.getElementById(mark.dataset.keys.split(" ")[0]);
      mark.classList.toggle("is-struck", !first || first.classList.contains("is-reject"));
    });
  }

  function dress(root) {
    root.querySelectorAll("[data-act=e]").forEach((button) => { button.hidden = false; });
    root.classList.add("is-live");
  }

  /* 选中原文，补一项 */
  function offer() {
    const chosen = window.getSelection();
    const words = chosen && !chosen.isCollapsed && text.contains(chosen.anchorNode) ? chosen.toString().trim() : "";
    const card = words && chosenCard();
    bar.hidden = !card;
    bar.dataset.words = words;
    if (card) bar.firstChild.textContent = `选中的文字，给“${card.querySelector("h3").lastChild.textContent.trim()}”：`;
  }

  function chosenCard() {
    const near = current && current.closest("[data-card^=proposals]");
    return near || page.querySelector("[data-card^=proposals]");
  }

  function addFrom(kind) {
    const card = chosenCard();
    const add = card && card.querySelector(".rv-add");
    if (!add) return;
    add.open = true;
    const what = add.querySelector("[data-what]");
    const option = Array.from(what.options).find((one) => one.value.includes(`/${kind}/`));
    if (option) what.value = option.value;
    const field = add.querySelector("[data-words]");
    field.value = bar.dataset.words.replace(/\s*\n\s*/g, "");
    bar.hidden = true;
    add.scrollIntoView({ block: "nearest" });
    field.focus();
  }

  function makeBar() {
    const made = document.createElement("p");
    made.className = "rv-pick-up";
    made.hidden = true;
    made.append(document.createElement("span"));
    [["asks", "补为诉求"], ["proposers", "补为提出人"], ["departments", "补为提到的单位"]].forEach(([kind, words]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words;
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => addFrom(kind));
      made.append(button);
    });
    text.after(made);
    return made;
  }

  /* 按键 */
  const KEYS = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), n: nextDoubt,
    a: () => act(current, "a"), x: () => act(current, "x"), u: () => act(current, "u"), e: () => edit(current),
    A: () => act(current && current.closest("[data-card]").querySelector(".rv-whole"), "a"),
    s: () => { if (current && current.dataset.key) { showSource(current.dataset.key); const mark = marksOf(current.dataset.key)[0]; if (mark) mark.focus(); } },
    "]": () => follow("next"), "[": () => follow("prev"), "?": () => dialog.showModal(),
  };

  function follow(way) {
    const link = document.querySelector(`.rv-sheets [rel=${way}]`);
    if (link) link.click();
  }

  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, dialog");
    if (writing) {
      if (event.key === "Escape" && writing.closest(".rv-fix, .rv-add")) { writing.closest("details").open = false; settle(current); }
      if (event.key === "Enter" && event.ctrlKey && writing.form) writing.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = event.key.startsWith("Arrow");
    if (arrow && !lineOf(event.target)) return;
    const does = KEYS[event.key];
    if (does) { event.preventDefault(); does(); }
  });

  page.addEventListener("focusin", (event) => { const stop = lineOf(event.target); if (stop) current = stop; });
  page.addEventListener("click", (event) => {
    const mark = event.target.closest("a[data-keys]");
    const stop = lineOf(event.target);
    if (mark) {
      const line = document.getElementById(mark.dataset.keys.split(" ")[0]);
      if (line) { event.preventDefault(); settle(line); }
    } else if (event.target.closest("[data-act=e]")) edit(stop);
    else if (stop) { current = stop; if (stop.dataset.key) showSource(stop.dataset.key); }
  });
  page.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-fix]");
    if (form) { event.preventDefault(); submit(form, null, lineOf(form) || form); }
  });
  main.addEventListener("submit", (event) => {
    if (event.submitter && "plain" in event.submitter.dataset) return;
    event.preventDefault();
    submit(main, event.submitter, event.submitter ? lineOf(event.submitter) : current);
  });
  document.addEventListener("selectionchange", offer);
  watchLight("mouseover", true);
  watchLight("mouseout", false);
  watchLight("focusin", true);
  watchLight("focusout", false);

  if (others) {
    window.setInterval(async () => {
      if (document.hidden || !others.hidden) return;
      try {
        const answer = await fetch(others.dataset.others, { credentials: "same-origin" });
        if (answer.ok && (await answer.json()).stamp !== others.dataset.stamp) others.hidden = false;
      } catch (error) { /* 下一次再问 */ }
    }, 15000);
  }

  const bar = makeBar();
  const help = document.querySelector("[data-help]");
  if (help && dialog && dialog.showModal) { help.hidden = false; help.addEventListener("click", () => dialog.showModal()); }
  page.querySelectorAll("[data-card]").forEach(dress);
  strike();
  if (window.location.hash.startsWith("#f-")) settle(lineOf(document.getElementById(window.location.hash.slice(1)) || page));
})();
