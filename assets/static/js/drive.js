"use strict";
// Files and folders dropped anywhere on the page, or chosen in the form, are sent piece by piece (tus). Each can be
// cancelled, and goes on where it stopped after a lost connection. Without this the form works as it is.
(() => {
  const place = () => document.querySelector("[data-drop]");
  const part = (name) => place().querySelector(`[data-${name}]`);
  const carriesFiles = (event) => place() && event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  const inviting = (on) => place() && place().classList.toggle("upload--over", on);
  const RETRIES = [0, 1000, 3000, 5000, 10000, 20000];
  const AT_ONCE = 3;
  const PIECE = 8 * 1024 * 1024;
  let dropped = [];
  const rows = new Set();

  // Where a file was sent to is remembered by this tab alone: names of files stay on no shared computer.
  const remembered = {
    async findAllUploads() { return []; },
    async findUploadsByFingerprint(print) {
      const known = sessionStorage.getItem(print);
      return known ? [{ ...JSON.parse(known), urlStorageKey: print }] : [];
    },
    async removeUpload(key) { sessionStorage.removeItem(key); },
    async addUpload(print, upload) {
      sessionStorage.setItem(print, JSON.stringify(upload));
      return print;
    },
  };

  // A dropped folder is walked through; its files keep the names of their folders.
  const inside = async (entry) => {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [{ file, path: entry.fullPath.replace(/^\//, "") }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return found;
      for (const one of some) found.push(...(await inside(one)));
    }
  };
  const carried = async (transfer) => {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
    if (!entries.length || entries.some((entry) => !entry)) return [...transfer.files].map((file) => ({ file, path: file.name }));
    return (await Promise.all(entries.map(inside))).flat();
  };

  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    inviting(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) inviting(false);
  });
  document.addEventListener("drop", async (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    inviting(false);
    dropped = await carried(event.dataTransfer);
    const input = place().querySelector("input[type=file]");
    input.required = false;
    part("drop-state").textContent = part("drop-state").dataset.chosen + dropped.map((one) => one.path).join(", ");
    place().querySelector("[type=submit]").focus();
    place().scrollIntoView({ block: "nearest" });
  });

  class Arrival {
    constructor(chosen, facts, changed) {
      this.path = chosen.path;
      this.changed = changed;
      this.words = part("drop-state").dataset;
      this.row = part("arrival").content.firstElementChild.cloneNode(true);
      this.row.querySelector(".arrivals__name").textContent = chosen.path;
      this.row.querySelector("progress").setAttribute("aria-label", chosen.path);
      this.resume = this.row.querySelector("[data-resume]");
      this.resume.addEventListener("click", () => this.start());
      this.row.querySelector("[data-cancel]").addEventListener("click", () => this.cancel());
      part("arrivals").append(this.row);
      this.tell("waiting", this.words.waiting);
      this.upload = new tus.Upload(chosen.file, {
        endpoint: place().dataset.pieces,
        headers: { "X-CSRFToken": facts.token },
        metadata: { filename: chosen.file.name, relativePath: chosen.path, ...facts.choice },
        chunkSize: PIECE,
        retryDelays: RETRIES,
        urlStorage: remembered,
        fingerprint: async () => ["kog-upload", place().dataset.pieces, chosen.path, chosen.file.size, chosen.file.lastModified].join("|"),
        removeFingerprintOnSuccess: true,
        onProgress: (sent, all) => { this.row.querySelector("progress").value = (100 * sent) / all; },
        onSuccess: () => this.tell("filed", this.words.filed),
        onError: (error) => this.failed(error),
        onShouldRetry: (error) => !this.refusal(error),
      });
    }

    refusal(error) {
      const status = error.originalResponse ? error.originalResponse.getStatus() : 0;
      return status >= 400 && status < 500 && ![409, 423].includes(status);
    }

    async start() {
      this.resume.hidden = true;
      this.tell("sending", this.words.sending);
      const before = await this.upload.findPreviousUploads();
      if (before.length) this.upload.resumeFromPreviousUpload(before[0]);
      this.upload.start();
    }

    async cancel() {
      await this.upload.abort(true).catch(() => null);
      this.tell("cancelled", this.words.cancelled);
    }

    failed(error) {
      if (this.refusal(error)) {
        const said = error.originalResponse.getBody();
        return this.tell("refused", said && said.length < 600 && !said.includes("<") ? said : this.words.failed);
      }
      this.resume.hidden = false;
      this.tell("lost", this.words.lost);
    }

    tell(state, words) {
      this.state = state;
      this.row.querySelector(".arrivals__state").textContent = words;
      if (["filed", "cancelled", "refused"].includes(state)) this.row.querySelector(".arrivals__buttons").hidden = true;
      this.row.querySelector("progress").hidden = ["cancelled", "refused"].includes(state);
      this.changed();
    }
  }

  const next = () => {
    const all = [...rows];
    const busy = all.filter((one) => one.state === "sending").length;
    for (const one of all.filter((one) => one.state === "waiting").slice(0, Math.max(AT_ONCE - busy, 0))) one.start();
    if (all.length && all.every((one) => ["filed", "cancelled", "refused"].includes(one.state))) settle(all);
  };

  // When nothing is on its way any more, the page shows what lies here now, and says what was not filed.
  const settle = async (all) => {
    rows.clear();
    const words = { ...part("drop-state").dataset };
    const answer = await fetch(place().dataset.pieces.replace("hochladen/stueckweise/", ""));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceWith(page.querySelector("main"));
    ready();
    const filed = all.filter((one) => one.state === "filed").map((one) => one.path);
    const refused = all.filter((one) => one.state === "refused");
    part("drop-state").textContent = [
      filed.length ? words.done + filed.join(", ") : "",
      refused.length ? words.refused + refused.map((one) => one.path).join(", ") : "",
    ].filter(Boolean).join(" · ");
    for (const one of refused) part("arrivals").append(one.row);
    part("drop-state").tabIndex = -1;
    part("drop-state").focus();
    place().scrollIntoView({ block: "nearest" });
  };

  const send = (form) => {
    const input = form.querySelector("input[type=file]");
    const chosen = [...dropped, ...[...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }))];
    const facts = new FormData(form);
    const choice = {};
    for (const name of ["on_duplicate", "reason", "confidential"]) if (facts.get(name)) choice[name] = facts.get(name);
    part("arrivals").replaceChildren();
    part("drop-state").textContent = "";
    for (const one of chosen) rows.add(new Arrival(one, { token: facts.get("csrfmiddlewaretoken"), choice }, () => queueMicrotask(next)));
    dropped = [];
    input.value = "";
  };

  // Captured, so that it comes before the guard against sending twice of portal.js, which then leaves the form alone.
  const sending = (event) => {
    const form = event.target;
    if (!place() || !place().contains(form)) return;
    const count = dropped.length + form.querySelector("input[type=file]").files.length;
    if (!count || !window.tus || !tus.isSupported) return;
    event.preventDefault();
    if (!form.elements.reason.reportValidity()) return;
    if (!rows.size) send(form);
  };
  document.addEventListener("submit", sending, true);
  window.addEventListener("online", () => {
    for (const one of rows) if (one.state === "lost") one.start();
  });
  window.addEventListener("beforeunload", (event) => {
    if (rows.size) event.preventDefault();
  });

  // Why there is a new version is asked only where there is to be one.
  const askWhy = () => {
    const reason = place() && place().querySelector("[name=reason]");
    if (!reason) return;
    const chosen = place().querySelector("[name=on_duplicate]:checked");
    const wanted = Boolean(chosen) && chosen.value === "version";
    reason.closest(".field").hidden = !wanted;
    reason.required = wanted;
  };
  document.addEventListener("change", (event) => event.target.name === "on_duplicate" && askWhy());

  const ready = () => {
    if (place()) part("drop-hint").hidden = false;
    askWhy();
  };
  ready();
})();
