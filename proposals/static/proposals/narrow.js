// The list narrows as boxes are ticked: the same page is fetched by its own address, and the part that changed is put in
// place. Without this script the button below the boxes does the same.
"use strict";
(() => {
  const form = document.getElementById("find");
  if (!form || !window.fetch || !window.history.pushState) return;
  let asking;

  const wanted = () => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
    return `${form.action.split("?")[0]}${query.size === 0 ? "" : `?${query}`}`;
  };

  const show = (page, address) => {
    const found = page.getElementById("found");
    if (!found) return window.location.assign(address);
    const here = document.getElementById("found");
    const at = document.activeElement;
    const kept = at && at.form === form && at.name !== "q" ? `input[name="${at.name}"][value="${CSS.escape(at.value)}"]` : "";
    const open = new Map([...here.querySelectorAll("details")].map((one) => [one.id || "all", one.open]));
    for (const one of found.querySelectorAll("details")) one.open = open.get(one.id || "all") ?? one.open;
    here.replaceWith(found);
    document.title = page.title;
    form.elements.namedItem("q").value = page.querySelector("#q").value;
    document.getElementById("said").textContent = (found.querySelector("#count") || found).textContent.trim();
    const again = kept && found.querySelector(kept);
    if (again) again.focus({ preventScroll: true });
  };

  const ask = async (address, remember) => {
    if (asking) asking.abort();
    asking = new AbortController();
    document.getElementById("found").setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) return window.location.assign(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (remember) window.history.pushState(null, "", address);
      show(page, address);
    } catch (problem) {
      if (problem.name !== "AbortError") window.location.assign(address);
    }
  };

  document.addEventListener("change", (event) => {
    if (event.target.form === form && event.target.type === "checkbox") ask(wanted(), true);
  });
  document.addEventListener("click", (event) => {
    const chip = event.target.closest(".chips a");
    if (!chip || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    ask(chip.href, true);
  });
  window.addEventListener("popstate", () => ask(window.location.href, false));
})();
