// 检索框下面的提示：人名、行业、承办单位、案号。没有脚本时检索框照样能用，提示另有一页。
"use strict";
(() => {
  const WAIT = 150; // 毫秒：连着打字时不问
  const known = new Map(); // 问过的不再问
  const field = document.querySelector("input[data-suggest]");
  if (!field || !window.fetch || !window.AbortController) return;

  const box = document.createElement("div");
  box.className = "suggestions";
  box.id = "suggestions";
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "可能是指");
  box.hidden = true;
  const said = document.createElement("p");
  said.className = "vh";
  said.setAttribute("role", "status");
  field.insertAdjacentElement("afterend", box);
  field.parentElement.insertAdjacentElement("afterend", said);
  field.type = "text"; // 检索类型的框不许当组合框
  for (const [name, value] of [["enterkeyhint", "search"], ["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", box.id]]) field.setAttribute(name, value);

  let options = [], at = -1, timer = 0, running = null;

  const address = (words) => {
    const page = new URLSearchParams(location.search), asked = new URLSearchParams({ q: words, as: "list" });
    for (const mode of ["theme", "size"]) if (page.get(mode)) asked.set(mode, page.get(mode));
    return `${field.dataset.suggest}?${asked}`;
  };

  const close = () => {
    box.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (place) => {
    options.forEach((one, n) => one.setAttribute("aria-selected", String(n === place)));
    at = place;
    if (place < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", options[place].id);
    options[place].scrollIntoView({ block: "nearest" });
  };

  const show = (html) => {
    box.innerHTML = html; // 本站自己的页面，文字都已转义
    options = Array.from(box.querySelectorAll("[role=option]"));
    options.forEach((one, n) => { one.id = `suggestion-${n}`; });
    choose(-1);
    box.hidden = !options.length;
    field.setAttribute("aria-expanded", String(options.length > 0));
    said.textContent = options.length ? `有 ${options.length} 条提示，按上下键选` : "";
  };

  const ask = () => {
    const words = field.value.trim();
    if (running) running.abort();
    if (!words) { said.textContent = ""; return close(); }
    if (known.has(words)) return show(known.get(words));
    running = new AbortController();
    fetch(address(words), { signal: running.signal, credentials: "omit" })
      .then((response) => (response.ok ? response.text() : ""))
      .then((html) => { known.set(words, html); if (field.value.trim() === words && document.activeElement === field) show(html); })
      .catch(() => {}); // 没有网络或被下一次打断：不提示就是了
  };

  const later = () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); };
  field.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  field.addEventListener("compositionend", later);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && box.hidden && options.length && field.value.trim()) { show(box.innerHTML); event.preventDefault(); return; }
    if (box.hidden) return;
    if (step) {
      event.preventDefault();
      const count = options.length + 1; // 最后一条之后回到框里所写的
      choose(((at + 1 + step + count) % count) - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      options[at].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") close();
  });
  box.addEventListener("mousedown", (event) => event.preventDefault()); // 点的时候不丢焦点
  field.addEventListener("blur", close);
})();
