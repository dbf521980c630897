"use strict";
// Copying an address. Without this script it is marked and copied by hand.
(() => {
  for (const field of document.querySelectorAll("[data-copy]")) field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copies]")) {
    const field = document.getElementById(button.dataset.copies);
    const label = button.querySelector(".kern-label");
    const word = label.innerHTML;
    label.setAttribute("aria-live", "polite");
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        field.focus();
        return;
      }
      label.textContent = button.dataset.done;
      setTimeout(() => { label.innerHTML = word; }, 3000);
    });
  }
})();
