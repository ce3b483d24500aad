// All that was prepared for a topic, sentence by sentence: read, printed, put otherwise, taken out.

import { draftOf, dropDraft, keepDraft } from "./drafts.js";
import { el, find, read, unlocked } from "./editing.js";

const path = `topics/${document.body.dataset.topic}/playbook`;
const fixed = Boolean(document.body.dataset.fixed); // it comes with the program, and is edited in its files
const NAMES = { answer: "Answers", block: "Arguments and what meets them", case: "Cases" };
const NOUNS = { answer: "answer", block: "argument", case: "case" };
const MANY = 30; // entries of a part from which it is folded until it is wanted

const say = (text) => { find("#edited").textContent = text; };
const counted = (count, thing) => `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;

const editing = (entry, text, number, shown) => {
  const key = `${entry.part} ${entry.id}: ${text}`;
  const words = el("textarea", { value: draftOf(key) ?? text, rows: 2, ariaLabel: `Sentence ${number + 1} of ${entry.id}` });
  const form = el("form", { className: "sentence", hidden: true }, words, el("button", {}, "Save"));
  const edit = el("button", { type: "button", className: "edit", ariaLabel: `Edit sentence ${number + 1} of ${entry.id}` });
  const open = (opened) => {
    shown.hidden = opened;
    form.hidden = !opened;
    edit.textContent = words.value === text ? "Edit" : "Edit the draft";
    (opened ? words : edit).focus();
  };
  edit.textContent = words.value === text ? "Edit" : "Edit the draft";
  edit.addEventListener("click", () => open(true));
  words.addEventListener("input", () => (words.value === text ? dropDraft(key) : keepDraft(key, words.value)));
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open(false);
    if (words.value !== text) say("Your draft is kept but not saved yet.");
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await change("PATCH", entry, { sentence: number, says: words.value })) dropDraft(key);
  });
  shown.append(edit);
  return form;
};

const sentence = (entry, { label, says: text }, number) => {
  const before = entry.sentences[number - 1]?.label;
  const shown = el("p", { className: "sentence" }, el("span", {}, text));
  return el("li", {}, label === before ? null : el("p", { className: "quiet" }, label), shown, fixed ? null : editing(entry, text, number, shown));
};

const change = async (method, entry, body) => {
  try {
    draw(await read(method, `${path}/${entry.part}/${encodeURIComponent(entry.id)}`, body));
    say("Saved.");
    document.dispatchEvent(new Event("worded"));
    return true;
  } catch (error) {
    say(error.message);
    return false;
  }
};

const item = (entry) => {
  const named = entry.part === "case" ? `the case ${entry.side}` : entry.id;
  const side = entry.part === "case" || !entry.side ? "" : ` · ${entry.part === "block" ? "made by the side" : "of the side"} ${entry.side}`;
  return el("li", { className: "done" },
    el("p", { className: "quiet" }, `${named}${side}`),
    entry.asked.length ? el("p", { className: "says" }, entry.asked[0]) : null,
    entry.asked.length > 1 ? el("details", { className: "wordings" }, el("summary", {}, `Other wordings: ${entry.asked.length - 1}`), el("ul", {}, ...entry.asked.slice(1).map((text) => el("li", {}, text)))) : null,
    el("ol", { className: "sentences" }, ...entry.sentences.map((one, number) => sentence(entry, one, number))),
    fixed ? null : el("div", { className: "acts" }, el("button", { type: "button", on: { click: () => change("DELETE", entry) } }, "Remove")));
};

const opened = new Map(); // whether a part is open, where the reader has said so

const section = (part, found) => {
  const made = el("details", { className: `part ${part}`, open: opened.get(part) ?? found.length <= MANY }, el("summary", {}, el("h3", {}, `${NAMES[part]} (${found.length})`)));
  const fill = () => made.querySelector("ol") || made.append(el("ol", {}, ...found.map(item)));
  if (made.open) fill();
  made.addEventListener("toggle", () => {
    if (made.open) fill();
    opened.set(part, made.open);
  });
  made.addEventListener("fill", fill);
  return made;
};

const draw = (entries) => {
  const parts = Object.keys(NAMES).map((part) => [part, entries.filter((one) => one.part === part)]).filter(([, found]) => found.length);
  const sentences = entries.reduce((sum, one) => sum + one.sentences.length, 0);
  const whole = parts.map(([part, found]) => counted(found.length, NOUNS[part])).join(", ");
  const how = fixed ? "It comes with the program; edit it in its files." : "Edit a sentence, or empty it to remove it.";
  find("#prepared-count").textContent = sentences ? counted(sentences, "sentence") : "";
  find("#prepared").textContent = entries.length
    ? `Every sentence that is prepared, with the passages that it rests on: ${counted(sentences, "sentence")} in ${whole}. ${how}`
    : "No answers are prepared: it says what follows from the argument map, and quotes the op-ed. Edit a claim above to change its sentence here.";
  find("#playbook > ol").replaceChildren(...parts.map(([part, found]) => el("li", {}, section(part, found))));
};

// What is said by the map, beside what is prepared.
const drawMap = (found) => {
  find("#by-map").replaceChildren(...found.map(({ title, sentences }) => el("details", { className: "part", open: sentences.length <= MANY },
    el("summary", {}, el("h3", {}, `${title} (${sentences.length})`)), el("ul", {}, ...sentences.map((text) => el("li", {}, text))))));
};
const loadMap = () => read("GET", `topics/${document.body.dataset.topic}/sayable`).then(drawMap).catch((error) => say(error.message));

const load = () => unlocked.then(({ may }) => may && Promise.all([read("GET", path), loadMap()])).then((both) => {
  if (!both) return;
  draw(both[0]);
  if (location.hash === "#playbook") find("#playbook").scrollIntoView();
}).catch((error) => say(error.message));

// Print has all of it, whatever is folded on the screen.
let unprinted = [];
addEventListener("beforeprint", () => {
  unprinted = [...document.querySelectorAll("#playbook .part:not([open])")];
  for (const one of unprinted) {
    one.dispatchEvent(new Event("fill"));
    one.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const one of unprinted) one.open = false;
});
document.addEventListener("undone", load);
document.addEventListener("decided", loadMap);
load();
