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
const ask = async (path, fields, signal) => {
  const answer = await fetch(path, fields ? { method: "POST", body: new URLSearchParams(fields), redirect: "manual", signal } : { redirect: "manual" });
  if (answer.status === 401 || answer.type === "opaqueredirect") return null;
  if (!answer.ok) throw Object.assign(new Error(answer.status), { status: answer.status });
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

// What is typed is kept on the server, unsaved, a moment after the last key; from "Save" or "Discard" on no more, whatever is still under way.
if (writing) {
  const status = document.createElement("div");
  status.className = "kept-status";
  // Beside the button, which stays in sight.
  writing.querySelector(".sticky").append(status);
  const refusals = {
    403: "What you type is not kept any more: save it, or copy it, before you leave.",
    404: "This release is not open to you any more. Copy what you typed before you leave.",
  };
  let [waiting, calls, isOver, isKept] = [undefined, undefined, false, false];
  // The first time and whenever it fails is said aloud; after that it goes without saying.
  const say = (line, aloud) => {
    status.setAttribute("aria-live", aloud ? "polite" : "off");
    tell(status, [line]);
  };
  const stop = () => {
    isOver = true;
    clearTimeout(waiting);
    waiting = undefined;
    calls?.abort();
  };
  const keep = async () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (isOver) return;
    calls = new AbortController();
    try {
      const answer = await ask(writing.dataset.unsaved, new FormData(writing), calls.signal);
      if (isOver) return;
      if (!answer) return tell(status, [signedOut], "alert");
      showOthers(answer.others);
      say(`Kept at ${answer.kept}, not saved yet.`, !isKept);
      isKept = true;
      writing.dataset.typed = "";
    } catch (error) {
      if (isOver) return;
      isKept = false;
      const refusal = refusals[error.status];
      if (refusal) {
        stop();
        return tell(status, [refusal], "alert");
      }
      say("This cannot be kept now: save it, or copy it, before you leave.", true);
      waiting = setTimeout(keepAgain, 15000);
    }
  };
  const keepAgain = () => {
    if (isAttended()) keep();
    else waiting = setTimeout(keepAgain, 15000);
  };
  writing.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = isOver ? undefined : setTimeout(keep, 2000);
  });

  const ends = [writing, ...document.querySelectorAll(".unsaved.own form")];
  const windows = ends.map((form) => {
    const field = document.createElement("input");
    [field.type, field.name] = ["hidden", "window"];
    form.append(field);
    form.addEventListener("submit", () => {
      writing.dataset.typed = "";
      stop();
    });
    return field;
  });
  const begin = () => {
    const name = crypto.getRandomValues(new Uint32Array(4)).join("-");
    for (const field of windows) field.value = name;
    isOver = false;
  };
  begin();
  addEventListener("pageshow", (event) => { if (event.persisted) begin(); });
  addEventListener("visibilitychange", () => { if (waiting && document.visibilityState === "hidden") keep(); });
}

// What is selected in the text can be commented on without copying it.
const comment = document.querySelector("#new-comment");
if (comment) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "comment-on-this";
  button.textContent = "Comment on this";
  button.hidden = true;
  document.body.append(button);

  // The innermost comes first: a dateline stands within the body.
  const places = {
    headline: "[data-field=headline]", contact: "[data-field=contact]", correction_note: "[data-field=correction_note]", subheadline: ".paper .subheadline",
    summary: ".paper .summary", speaker: ".paper .speaker", dateline: ".paper .dateline", boilerplate: ".paper .boilerplate", body: ".paper .body",
  };
  const fieldOf = (node) => Object.keys(places).find((name) => node.parentElement.closest(places[name]));
  // As the server compares: one space for whatever white space there is, and no number cut in two.
  const folded = (text) => text.replace(/\s+/g, " ");
  const cutsNumber = (text, at) => /^\p{Nd}{2}$/u.test(text.slice(at - 1, at + 1));
  const texts = () => {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };
  const start = (range, node) => (node === range.startContainer ? range.startOffset : 0);
  const within = (range, node) => node.data.slice(start(range, node), node === range.endContainer ? range.endOffset : undefined);

  // The one field in which all that is selected stands.
  const fieldIn = (range) => {
    const fields = new Set(texts().filter((node) => range.intersectsNode(node) && within(range, node).trim()).map(fieldOf));
    return fields.size === 1 ? [...fields][0] : undefined;
  };
  // Which one it is of the places in that field where the same words stand.
  const occurrence = (range, field, words) => {
    let [all, before] = ["", undefined];
    for (const node of texts().filter((node) => fieldOf(node) === field)) {
      if (before === undefined && range.intersectsNode(node) && within(range, node).trim()) before = folded(all + node.data.slice(0, start(range, node))).length;
      all += node.data;
    }
    const [whole, sought] = [folded(all), folded(words)];
    let count = 1;
    for (let at = whole.indexOf(sought); at >= 0 && at < before; at = whole.indexOf(sought, at + 1)) {
      if (!cutsNumber(whole, at) && !cutsNumber(whole, at + sought.length)) count += 1;
    }
    return count;
  };

  let chosen;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const words = selection.toString().trim();
    const range = words && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : undefined;
    const field = range && fieldIn(range);
    button.hidden = !field;
    if (!field) return;
    chosen = { words, field, range };
    const box = range.getBoundingClientRect();
    button.style.top = `${box.bottom + scrollY + 4}px`;
    button.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - 180)) + scrollX}px`;
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const { words, field, range } = chosen;
    // A dateline shows its date in other letters than it is written with: all of it is meant.
    const quoted = field !== "dateline";
    comment.elements.quote.value = quoted ? words : "";
    comment.elements.occurrence.value = quoted ? occurrence(range, field, words) : "";
    comment.elements.field.value = field;
    button.hidden = true;
    comment.elements.body.focus();
  });
}

document.querySelector(".errors")?.focus();
