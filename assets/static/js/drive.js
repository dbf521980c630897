"use strict";
// Files dropped anywhere on the page fill the upload form; sending it shows how far it got. Without this the form works as it is.
(() => {
  const place = document.querySelector("[data-drop]");
  if (!place) return;
  const form = place.querySelector("form");
  const input = form.querySelector("input[type=file]");
  const state = place.querySelector("[data-drop-state]");
  place.querySelector("[data-drop-hint]").hidden = false;

  const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    place.classList.add("upload--over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) place.classList.remove("upload--over");
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    place.classList.remove("upload--over");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    state.textContent = [...input.files].map((file) => file.name).join(", ");
    form.querySelector("[type=submit]").focus();
    place.scrollIntoView({ block: "nearest" });
  });

  const answered = (request) => {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    if (request.status === 200 && !page.querySelector("[data-error-summary]")) {
      location.assign(request.responseURL);
      return;
    }
    const main = page.querySelector("main");
    if (!main) return failed();
    document.querySelector("main").replaceWith(main);
    const summary = main.querySelector("[data-error-summary]");
    (summary || main).focus();
  };
  const failed = () => {
    state.textContent = state.dataset.failed;
    delete form.dataset.sent;
  };

  form.addEventListener("submit", (event) => {
    if (!input.files.length || form.dataset.sent) return;
    event.preventDefault();
    form.dataset.sent = "yes";
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", state.dataset.text);
    state.replaceChildren(`${state.dataset.text} …`, bar);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (step) => {
      if (step.lengthComputable) bar.value = (100 * step.loaded) / step.total;
    });
    request.addEventListener("load", () => answered(request));
    request.addEventListener("error", failed);
    request.send(new FormData(form));
  });
})();
