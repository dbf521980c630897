"use strict";
// The minute-taker's text saves itself, survives a lost connection and never overwrites another one's.
(() => {
  const form = document.querySelector("form[data-conduct]");
  if (!form) return;
  const notes = form.querySelector("[data-notes]");
  const version = form.querySelector("[data-version]");
  const state = form.querySelector("[data-save-state]");
  const conflict = form.querySelector("[data-conflict]");
  const words = JSON.parse(document.getElementById("conduct-words").textContent);
  const key = `kog:draft:${form.closest("[data-drafts]").dataset.drafts}:${form.dataset.item}:notes`;
  let saved = notes.value;
  let timer = null;
  let running = null;
  let left = false;

  const say = (text) => { state.textContent = text; };
  const keep = () => {
    try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), text: notes.value, version: version.value })); } catch { /* private mode: the server has it a second later */ }
  };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* as above */ } };

  const showConflict = (answer) => {
    version.value = answer.version;
    conflict.hidden = false;
    conflict.className = "kern-alert kern-alert--warning";
    conflict.setAttribute("role", "alert");
    const head = document.createElement("p");
    head.className = "kern-title kern-title--small";
    head.textContent = answer.sentence;
    const hint = document.createElement("p");
    hint.textContent = words.conflict;
    const theirs = document.createElement("pre");
    theirs.className = "room__theirs";
    theirs.tabIndex = 0;
    theirs.textContent = answer.theirs;
    conflict.replaceChildren(head, hint, theirs);
    say(words.waiting);
  };

  const send = async () => {
    const text = notes.value;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    body.append("text", text);
    body.append("version", version.value);
    say(words.saving);
    let response;
    try {
      response = await fetch(form.dataset.saveUrl, { method: "POST", body, credentials: "same-origin" });
    } catch {
      say(words.offline);
      later(5000);
      return;
    }
    if (response.ok && response.headers.get("content-type")?.includes("json")) {
      const answer = await response.json();
      version.value = answer.version;
      saved = text;
      if (notes.value === text) forget(); else later(800);
      conflict.hidden = true;
      say(answer.sentence);
    } else if (response.status === 409) {
      showConflict(await response.json());
    } else {
      say(words.failed);
      later(10000);
    }
  };
  const save = () => {
    if (notes.value === saved || left) return running || Promise.resolve();
    running = (running || Promise.resolve()).then(send).finally(() => { running = null; });
    return running;
  };
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  notes.addEventListener("input", () => {
    keep();
    // After a conflict the person decides when the joined text is ready: typing on does not send it.
    if (conflict.hidden) later(1200);
  });
  window.addEventListener("online", save);
  document.addEventListener("visibilitychange", () => { if (document.hidden && conflict.hidden) save(); });

  // What a closed laptop or a crashed browser left behind comes back, based on the version it was written on.
  try {
    const left_behind = JSON.parse(localStorage.getItem(key) || "null");
    if (left_behind && left_behind.text === notes.value) forget();
    else if (left_behind && !form.querySelector("[role=alert]")) {
      notes.value = left_behind.text;
      version.value = left_behind.version;
      say(words.restored);
      later(500);
    }
  } catch { /* nothing was left */ }

  // A button first waits until the notes are safely saved; after a conflict the joined text goes with the form itself.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (notes.value !== saved && conflict.hidden) {
      event.preventDefault();
      const button = event.submitter;
      save().then(() => { if (notes.value === saved) form.requestSubmit(button); });
      return;
    }
    left = true;
    if (!conflict.hidden) forget();
  });

  // Signing out empties the browser's storage: the last words are saved first, once.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-signs-out]") || notes.value === saved || left || !conflict.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(timer);
    save().finally(() => { left = true; event.target.requestSubmit(); });
  }, true);

  // Keys that no text field needs. Their names stand beside what they open.
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const tool = form.querySelector(`[data-tool="${event.key}"]`);
    if (tool) {
      event.preventDefault();
      tool.open = true;
      tool.querySelector("textarea, select, input, button").focus();
    } else if (event.key === "F9") {
      event.preventDefault();
      const next = form.querySelector("[data-next]");
      if (next) form.requestSubmit(next);
    }
  });
})();
