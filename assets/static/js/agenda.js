"use strict";
// Reordering the agenda with the mouse. Without this script the buttons do the same.
(() => {
  const list = document.querySelector("[data-agenda]");
  if (!list || !window.matchMedia("(hover: hover) and (pointer: fine)").matches) return;
  const state = document.querySelector("[data-agenda-state]");
  const hint = document.querySelector("[data-agenda-hint]");
  const lines = () => [...list.querySelectorAll("[data-item]")];
  const beside = (line) => lines().filter((one) => one.dataset.parent === line.dataset.parent);
  let dragged = null;

  const say = (text) => {
    state.hidden = false;
    state.textContent = text;
  };
  const unmark = () => lines().forEach((line) => line.classList.remove("agenda__line--target", "agenda__line--after"));
  // Dropped onto the lower part of a line, an item lands behind it; otherwise before it.
  const isBehind = (event, line) => {
    const box = line.getBoundingClientRect();
    return event.clientY > box.top + box.height * 0.65;
  };

  for (const line of lines()) line.draggable = true;
  list.classList.add("agenda--draggable");
  hint.hidden = false;

  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-item]");
    if (!dragged) return;
    dragged.classList.add("agenda__line--dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.item);
  });
  list.addEventListener("dragover", (event) => {
    const line = event.target.closest("[data-item]");
    unmark();
    if (!dragged || !line || line === dragged || line.dataset.parent !== dragged.dataset.parent) return;
    event.preventDefault();
    line.classList.add(isBehind(event, line) ? "agenda__line--after" : "agenda__line--target");
  });
  list.addEventListener("dragend", () => {
    if (dragged) dragged.classList.remove("agenda__line--dragged");
    dragged = null;
    unmark();
  });
  list.addEventListener("drop", async (event) => {
    const line = event.target.closest("[data-item]");
    if (!dragged || !line || line === dragged) return;
    event.preventDefault();
    const others = beside(dragged).filter((one) => one !== dragged);
    const body = new FormData();
    body.set("to", others.indexOf(line) + (isBehind(event, line) ? 1 : 0));
    body.set("csrfmiddlewaretoken", list.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const answer = await fetch(dragged.dataset.move, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      say(list.dataset.moved);
      window.location.reload();
    } catch {
      say(list.dataset.failed);
    }
  });
})();
