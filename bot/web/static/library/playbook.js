// All that was prepared for a topic, sentence by sentence: read, put otherwise, taken out.

import { el, find, read } from "./editing.js";

const path = `topics/${document.body.dataset.topic}/playbook`;
const NAMES = { answer: "Answers", block: "Arguments and what meets them", case: "Cases" };
const SIDES = { for: "for", against: "against" };

const say = (text) => { find("#edited").textContent = text; };

const sentence = (entry, { label, says: text }, number) => {
  const before = entry.sentences[number - 1]?.label;
  const words = el("textarea", { value: text, rows: 2, ariaLabel: `Sentence ${number + 1} of ${entry.id}` });
  const form = el("form", { className: "sentence", hidden: true }, words, el("button", {}, "Save"));
  const shown = el("p", { className: "sentence" }, el("span", {}, text), el("button", { type: "button", ariaLabel: `Edit sentence ${number + 1} of ${entry.id}` }, "Edit"));
  shown.querySelector("button").addEventListener("click", () => {
    shown.hidden = true;
    form.hidden = false;
    words.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change("PATCH", entry, { sentence: number, says: words.value });
  });
  return el("li", {}, label === before ? null : el("p", { className: "quiet" }, label), shown, form);
};

const change = async (method, entry, body) => {
  try {
    draw(await read(method, `${path}/${entry.part}/${encodeURIComponent(entry.id)}`, body));
    say("Saved.");
  } catch (error) {
    say(error.message);
  }
};

const item = (entry) => {
  const side = entry.side ? ` · ${entry.part === "block" ? "made by the side" : "of the side"} ${SIDES[entry.side]}` : "";
  return el("li", { className: "done" },
    el("p", { className: "quiet" }, `${entry.id}${side}`),
    entry.asked.length ? el("p", { className: "says" }, entry.asked[0]) : null,
    entry.asked.length > 1 ? el("details", {}, el("summary", {}, `Other wordings: ${entry.asked.length - 1}`), el("ul", {}, ...entry.asked.slice(1).map((text) => el("li", {}, text)))) : null,
    el("ol", { className: "sentences" }, ...entry.sentences.map((one, number) => sentence(entry, one, number))),
    el("div", { className: "acts" }, el("button", { type: "button", on: { click: () => change("DELETE", entry) } }, "Remove")));
};

const draw = (entries) => {
  find("#playbook").hidden = !entries.length;
  const parts = Object.keys(NAMES).map((part) => [part, entries.filter((one) => one.part === part)]).filter(([, found]) => found.length);
  find("#playbook > ol").replaceChildren(...parts.map(([part, found]) => el("li", {}, el("h3", {}, `${NAMES[part]} (${found.length})`), el("ol", {}, ...found.map(item)))));
};

read("GET", path).then(draw, (error) => say(error.message));
