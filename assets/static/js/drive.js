"use strict";
// Files dropped anywhere on the page fill the upload form; sending it shows how far it got. Without this the form works as it is.
(() => {
  const place = () => document.querySelector("[data-drop]");
  const carriesFiles = (event) => place() && event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  const showHint = () => {
    const hint = document.querySelector("[data-drop-hint]");
    if (hint) hint.hidden = false;
  };
  const inviting = (on) => place() && place().classList.toggle("upload--over", on);

  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    inviting(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) inviting(false);
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    inviting(false);
    const input = place().querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    place().querySelector("[data-drop-state]").textContent = [...input.files].map((file) => file.name).join(", ");
    place().querySelector("[type=submit]").focus();
    place().scrollIntoView({ block: "nearest" });
  });

  // The answer is a whole page, with what it has to say on top: its content takes the place of this one's.
  const show = (request) => {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const main = page.querySelector("main");
    if (!main) return false;
    document.querySelector("main").replaceWith(main);
    document.title = page.title;
    history.replaceState(null, "", request.responseURL);
    showHint();
    (main.querySelector("[data-error-summary]") || main).focus();
    scrollTo(0, 0);
    return true;
  };

  const send = (form, state) => {
    const request = new XMLHttpRequest();
    const failed = () => {
      state.textContent = state.dataset.failed;
      delete form.dataset.sent;
    };
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", state.dataset.text);
    state.replaceChildren(`${state.dataset.text} …`, bar);
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (step) => {
      if (step.lengthComputable) bar.value = (100 * step.loaded) / step.total;
    });
    request.addEventListener("load", () => show(request) || failed());
    request.addEventListener("error", failed);
    request.send(new FormData(form));
  };

  // Captured, so that it comes before the guard against sending twice of portal.js, which then leaves the form alone.
  const sending = (event) => {
    const form = event.target;
    const state = place() && place().contains(form) && place().querySelector("[data-drop-state]");
    if (!state || !form.querySelector("input[type=file]").files.length) return;
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "yes";
    send(form, state);
  };
  document.addEventListener("submit", sending, true);
  showHint();
})();
