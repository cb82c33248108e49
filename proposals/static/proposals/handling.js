/* 承诺：选中答复里的一段，就填到“原话”里；链接：点一下就全选。没有脚本时照原话抄写、手工选中，一样能用。 */
"use strict";

(function () {
  const letter = document.querySelector("[data-letter]");
  const chosen = document.querySelector("[data-chosen]");
  const near = document.querySelector("[data-near]");

  /* 从正文开头数起的字数：按字，不按编码单元 */
  function offset(range) {
    const before = document.createRange();
    before.setStart(letter, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return Array.from(before.toString()).length;
  }

  function take() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!letter.contains(range.commonAncestorContainer)) return;
    const text = range.toString();
    if (!text.trim()) return;
    chosen.value = text.trim();
    near.value = String(offset(range) + (Array.from(text).length - Array.from(text.trimStart()).length));
  }

  if (letter && chosen && near) {
    letter.addEventListener("mouseup", take);
    letter.addEventListener("keyup", take);
    letter.addEventListener("touchend", take);
    letter.tabIndex = 0;
  }
  document.querySelectorAll("[data-copy]").forEach((field) => field.addEventListener("focus", () => field.select()));
})();
