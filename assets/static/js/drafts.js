"use strict";
// What was typed into a line of the room and not recorded stays in this browser until it is: no link and no crash loses it.
// portal.js throws away what is too old or another person's; signing out empties the browser's storage.
(() => {
  const room = document.querySelector("[data-drafts]");
  if (!room) return;
  const words = JSON.parse(document.getElementById("drafts-words")?.textContent || "{}");
  const place = `kog:draft:${room.dataset.drafts}:`;
  const form = room.querySelector("form[data-item]");

  const recall = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const store = (key, draft) => { try { localStorage.setItem(key, JSON.stringify(draft)); } catch { /* no storage: the buttons still bring everything along */ } };
  const forget = (key) => { try { localStorage.removeItem(key); } catch { /* as above */ } };
  // The lines of this meeting, as "item:line". Notes save themselves (conduct.js).
  const kept = () => {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(place) && !key.endsWith(":notes")).map((key) => key.slice(place.length)); } catch { return []; }
  };

  const fields = (line) => [...line.querySelectorAll("input[name], select[name], textarea[name]")];
  const value = (field, now = true) => {
    if (field.type === "checkbox") return now ? field.checked : field.defaultChecked;
    if (!field.options) return now ? field.value : field.defaultValue;
    const chosen = [...field.options].filter((option) => now ? option.selected : option.defaultSelected).map((option) => option.value);
    return field.multiple ? chosen : chosen[0] ?? field.options[0].value;
  };
  const values = (line, now) => Object.fromEntries(fields(line).map((field) => [field.name, value(field, now)]));
  const write = (field, text) => {
    if (field.type === "checkbox") field.checked = text;
    else if (!field.options) field.value = text;
    else if (field.multiple) for (const option of field.options) option.selected = text.includes(option.value);
    else if ([...field.options].some((option) => option.value === text)) field.value = text;
  };
  // A field that somebody emptied is nothing to be recorded.
  const holds = (typed, from) => Object.keys(from).some((name) => String(typed[name] || "") && String(typed[name]) !== String(from[name]));

  const mark = () => {
    const items = new Set(kept().map((key) => key.split(":")[0]));
    for (const link of room.querySelectorAll("a[data-item]")) {
      link.querySelector("[data-unrecorded]")?.remove();
      if (!items.has(link.dataset.item)) continue;
      const word = document.createElement("span");
      word.className = "room__mark room__mark--open";
      word.dataset.unrecorded = "";
      word.textContent = words.mark;
      link.append(word);
    }
    if ("draftsWarning" in room.dataset) room.hidden = !items.size;
  };

  const keyOf = (line) => `${place}${form.dataset.item}:${line.dataset.line}`;
  const keep = (line) => {
    const key = keyOf(line);
    // What a refused click brought back stands on the page as if it had been there from the start.
    const from = recall(key)?.from || values(line, false);
    const typed = values(line);
    if (holds(typed, from)) store(key, { at: Date.now(), typed, from });
    else forget(key);
    mark();
  };

  const say = (line, at) => {
    const language = document.documentElement.lang;
    const month = language === "de" ? "2-digit" : "short";
    const moment = new Date(at).toLocaleString(language === "de" ? "de-DE" : "en-GB", { day: "2-digit", month, hour: "2-digit", minute: "2-digit" });
    const sentence = document.createElement("p");
    sentence.className = "room__restored";
    sentence.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kern-btn kern-btn--tertiary";
    const label = document.createElement("span");
    label.className = "kern-label";
    label.textContent = words.discard;
    button.append(label);
    button.addEventListener("click", () => {
      for (const field of fields(line)) write(field, value(field, false));
      forget(keyOf(line));
      mark();
      sentence.remove();
      line.querySelector("summary").focus();
    });
    sentence.append(words.back.replace("%(moment)s", moment), " ", button);
    line.querySelector("summary").after(sentence);
  };

  const restore = (line) => {
    const draft = recall(keyOf(line));
    if (!draft) return;
    const from = values(line, false);
    if (!holds({ ...from, ...draft.typed }, from)) return forget(keyOf(line));
    store(keyOf(line), { ...draft, from });
    for (const field of fields(line)) {
      if (!(field.name in draft.typed)) continue;
      write(field, draft.typed[field.name]);
      if (String(draft.typed[field.name]) === String(from[field.name])) continue;
      for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    }
    say(line, draft.at);
  };

  for (const done of (room.dataset.recorded || "").split(" ")) {
    for (const line of kept()) if (done === line || done.startsWith(`${line}-`)) forget(place + line);
  }
  mark();
  if (!form) return;
  for (const line of form.querySelectorAll("[data-line]")) {
    // After a click the server has put back what was typed; a link brings a page that knows nothing of it.
    if (!("typed" in form.dataset)) restore(line);
    line.addEventListener("input", () => keep(line));
  }
  mark();
})();
