"use strict";
// Improvements of pages that work without them.
(() => {
  // A form that came back: its errors are read out and reached first.
  const showErrors = (root) => {
    const summary = root.querySelector("[data-error-summary]");
    if (summary) summary.focus();
  };

  // Leaving a form that was changed asks first; sending it does not.
  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    for (const form of changed) if (!form.isConnected) changed.delete(form);
    if (changed.size) event.preventDefault();
  });

  // Only one menu is open, and Escape closes it.
  const menus = () => document.querySelectorAll(".usermenu[open], .mainnav__menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // Where there is little room, filters make way for the list until somebody asks for them.
  if (window.matchMedia("(max-width: 48rem)").matches) {
    for (const box of document.querySelectorAll("details[data-fold]")) box.open = false;
  }

  // A table is a stop of the keyboard only where it is wider than its place.
  const width = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  const watch = () => {
    for (const frame of document.querySelectorAll(".table-frame")) width.observe(frame);
  };
  document.addEventListener("htmx:afterSettle", watch);
  watch();

  // Two clicks send one form once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    // An answer that is a file leaves the page standing: after a while the button works again.
    setTimeout(() => delete form.dataset.sent, 4000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // What the room of a meeting keeps of unfinished work is for its writer alone, and for a fortnight.
  const person = document.querySelector("[data-person]")?.dataset.person;
  const isOurs = (key) => {
    try {
      const age = Date.now() - JSON.parse(localStorage.getItem(key)).at;
      return age < 14 * 24 * 3600 * 1000 && (!person || key.split(":")[2] === person);
    } catch { return false; }
  };
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("kog:draft:") && !isOurs(key)) localStorage.removeItem(key);
  } catch { /* a browser that keeps nothing */ }

  document.addEventListener("DOMContentLoaded", () => showErrors(document));
  document.addEventListener("htmx:afterSwap", (event) => showErrors(event.target));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) delete form.dataset.sent;
  });
})();
