// 后台表单里，Django 自带的选择框和行内表没有名称，读屏软件念不出来：照标签补上。没有脚本时，原来的下拉框有自己的名称。
"use strict";
(() => {
  const labelOf = (select) => {
    const own = select.getAttribute("aria-label");
    if (own) return own;
    const label = select.id && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    return label ? label.textContent.trim().replace(/[:：]$/, "") : "";
  };
  const name = () => {
    for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
      const words = labelOf(select), box = select.nextElementSibling;
      if (!words || !box || !box.classList.contains("select2")) continue;
      for (const part of box.querySelectorAll(".select2-selection, span.select2-selection__rendered, .select2-search__field")) {
        part.setAttribute("aria-label", words);
        if (part.matches(".select2-selection--single")) part.removeAttribute("aria-labelledby");
      }
    }
    for (const clear of document.querySelectorAll("ul.select2-selection__rendered > .select2-selection__clear")) clear.closest(".select2-selection").prepend(clear);
    for (const search of document.querySelectorAll(".select2-dropdown .select2-search__field")) search.setAttribute("aria-label", "输入几个字查找");
    for (const head of document.querySelectorAll(".tabular thead th.original:empty")) head.innerHTML = '<span class="visually-hidden">已有的</span>';
  };
  const watch = () => {
    name();
    const content = document.getElementById("content");
    if (content) new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "complete") watch();
  else window.addEventListener("load", watch);
})();
