// The desk works without this. It spares people slips: a second press, a closed window, a miscopied secret or passage, a text lost.
"use strict";

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    form.dataset.typed = "";
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
  });
}

// Back from the next page, everything can be pressed again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
  }
});

for (const form of document.querySelectorAll("form.writing")) {
  form.addEventListener("input", () => { form.dataset.typed = "yes"; });
}
addEventListener("beforeunload", (event) => {
  if (document.querySelector("form.writing[data-typed=yes]")) event.preventDefault();
});

for (const field of document.querySelectorAll("input[data-copy]")) {
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Copied";
  });
  field.after(button);
}

// Says something where screen readers hear it.
const tell = (place, lines, role) => {
  place.replaceChildren(...lines.map((line) => {
    const words = document.createElement("p");
    words.className = "banner";
    words.textContent = line;
    if (role) words.setAttribute("role", role);
    return words;
  }));
};

// An answer of ours, or nothing where the session has ended.
const ask = async (path, fields) => {
  const answer = await fetch(path, fields ? { method: "POST", body: new URLSearchParams(fields), redirect: "manual" } : { redirect: "manual" });
  if (answer.status === 401 || answer.type === "opaqueredirect") return null;
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
};

// Who sits before a page that nobody looks at is not there: the session may end.
let lastSign = Date.now();
for (const sign of ["keydown", "pointerdown", "focus"]) addEventListener(sign, () => { lastSign = Date.now(); });
const isAttended = () => document.visibilityState === "visible" && Date.now() - lastSign < 600000;

const signedOut = "Your session has ended. What you typed is still here: press “Save draft”, sign in, and it is before you again.";
const writing = document.querySelector("form.writing[data-unsaved]");
const presence = document.querySelector("[data-presence]");

const showOthers = (others) => {
  if (!presence || !others) return;
  const shown = [...presence.children].map((line) => line.textContent);
  if (shown.join() !== others.join()) tell(presence, others);
};

if (presence) {
  setInterval(async () => {
    if (!isAttended()) return;
    const token = writing?.elements.form_token.value;
    try { showOthers((await ask(presence.dataset.presence, token && { form_token: token }))?.others); } catch { /* asked again in a while */ }
  }, 30000);
}

// What is typed is kept on the server, unsaved, a moment after the last key.
if (writing) {
  const status = document.createElement("div");
  status.className = "kept-status";
  status.setAttribute("aria-live", "polite");
  writing.querySelector(".buttons").after(status);
  let waiting;
  const keep = async () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (writing.dataset.sent) return;
    try {
      const answer = await ask(writing.dataset.unsaved, new FormData(writing));
      if (!answer) return tell(status, [signedOut], "alert");
      showOthers(answer.others);
      tell(status, [`Kept at ${answer.kept}, not saved yet.`]);
      writing.dataset.typed = "";
    } catch {
      tell(status, ["This cannot be kept now: save it, or copy it, before you leave."]);
      waiting = setTimeout(keep, 15000);
    }
  };
  writing.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 2000);
  });
  addEventListener("visibilitychange", () => { if (waiting && document.visibilityState === "hidden") keep(); });
}

// What is selected in the text can be commented on without copying it.
const comment = document.querySelector("#new-comment");
const paper = document.querySelector(".paper");
if (comment && paper) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "comment-on-this";
  button.textContent = "Comment on this";
  button.hidden = true;
  document.body.append(button);
  const places = { subheadline: ".subheadline", dateline: ".dateline", summary: ".summary", speaker: ".speaker", body: ".body", boilerplate: ".boilerplate", contact: ".contact", correction_note: ".correction" };
  let passage;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const words = selection.toString().trim();
    button.hidden = !words || selection.rangeCount === 0 || !paper.contains(selection.anchorNode) || !paper.contains(selection.focusNode);
    if (button.hidden) return;
    const from = selection.anchorNode.parentElement;
    passage = { words, field: Object.keys(places).find((name) => from.closest(places[name])) ?? "" };
    const box = selection.getRangeAt(0).getBoundingClientRect();
    button.style.top = `${box.bottom + scrollY + 4}px`;
    button.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - 180)) + scrollX}px`;
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    comment.elements.quote.value = passage.words;
    comment.elements.field.value = passage.field;
    button.hidden = true;
    comment.elements.body.focus();
  });
}

document.querySelector(".errors")?.focus();
