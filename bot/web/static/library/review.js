// The map as an outline, each claim beside its passages: accepted, edited, put right, deleted; then it is signed.

import { draftOf, dropDraft, keepDraft } from "./drafts.js";
import { el, find, read } from "./editing.js";

const topic = document.body.dataset.topic;
const KINDS = ["fact", "cause", "prediction", "value", "recommendation", "concession", "reported view"];
const HELPS = ["for", "against", "either"];

const PARTS = { thesis: "Main recommendation", recommendations: "Also recommended", reasons: "Reasons and evidence", concessions: "What it grants", opponents: "What others say", told: "What else it says" };
const OTHERS = { kind: "reported view", helps: "against" };
const NO_RECOMMENDATION = { kind: "value", helps: "for" };
// what a key does to the claim in hand
const KEYS = {
  a: (row) => row.form.requestSubmit(),
  n: (row) => row.mark(OTHERS),
  r: (row) => row.claim.kind === "recommendation" && row.mark(NO_RECOMMENDATION),
  t: (row) => row.claim.part !== "thesis" && row.lead(),
  d: (row) => row.act("DELETE"),
  e: (row) => row.words.focus(),
};

const rows = new Map(); // by the element of the list
let last = null; // the decision that can be undone

const say = (text) => { find("#state").textContent = text; };
const counted = (count, thing) => `${count} ${thing}${count === 1 ? "" : "s"}`;

// ── one claim ──

const choice = (name, values, chosen) => el("label", {}, `${name} `, el("select", { name }, ...values.map((value) => el("option", { value, selected: value === chosen }, value))));
const button = (text, act) => el("button", { type: "button", on: { click: act } }, text);

const row = (claim) => {
  const draft = { ...claim, ...draftOf(claim.id) };
  const said = el("p", { role: "status", className: "quiet" });
  const words = el("textarea", { value: draft.says, rows: 1, ariaLabel: "The claim, as it follows: the op-ed says that" });
  const discard = button("Discard the draft", () => {
    [words.value, form.elements.kind.value, form.elements.helps.value] = [claim.says, claim.kind, claim.helps];
    drafted();
    item.focus();
  });
  const form = el("form", {}, words,
    ...claim.passages.map((one) => el("blockquote", {}, el("span", { className: "number" }, `${one.id}`), one.text)),
    el("div", { className: "acts" }, choice("kind", KINDS, draft.kind), choice("helps", HELPS, draft.helps), el("button", {}, claim.confidence === null ? "Save" : "Accept"),
      discard,
      claim.part === "thesis" ? null : button("Main recommendation", () => lead()),
      button("Not the author's", () => mark(OTHERS)),
      claim.kind === "recommendation" ? button("Not a recommendation", () => mark(NO_RECOMMENDATION)) : null,
      button("Delete", () => act("DELETE"))));
  const typed = () => ({ says: words.value, ...Object.fromEntries(new FormData(form)) });
  const changed = () => Object.entries(typed()).some(([name, value]) => value !== claim[name]);
  const drafted = () => {
    if (changed()) keepDraft(claim.id, typed());
    else dropDraft(claim.id);
    discard.hidden = !changed();
    item.classList.toggle("draft", changed());
  };
  const act = async (method, body, path = "") => {
    try {
      const given = await read(method, `topics/${topic}/claims/${encodeURIComponent(claim.id)}${path}`, body);
      dropDraft(claim.id);
      decided(given, claim.id);
    } catch (error) {
      said.textContent = error.message;
    }
  };
  const mark = (as) => act("PATCH", words.value === claim.says ? as : { says: words.value, ...as });
  const lead = async () => {
    if (words.value !== claim.says) await act("PATCH", { says: words.value });
    if (!said.textContent) await act("PUT", undefined, "/main");
  };
  form.addEventListener("input", drafted);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act("PATCH", changed() ? typed() : {});
  });
  const sure = claim.confidence === null ? "accepted" : `${Math.round(100 * claim.confidence)} % sure`;
  const item = el("li", { className: claim.confidence === null ? "done" : "", tabIndex: -1 },
    el("p", { className: "quiet" }, `${claim.kind} · ${sure}`), el("p", { className: "says" }, claim.says), form, said);
  const leave = () => {
    item.focus();
    said.textContent = changed() ? "Your draft is kept but not saved yet." : "";
  };
  drafted();
  rows.set(item, { act, mark, lead, leave, form, words, claim });
  return item;
};

// ── all of them ──

const part = (name, claims) => el("section", {}, el("h2", {}, PARTS[name]), el("ol", {}, ...claims.map(row)));
const itemOf = (id) => [...rows].find(([, one]) => one.claim.id === id)?.[0];

// The claim that is least sure of those that wait.
const next = () => [...rows].filter(([, one]) => one.claim.confidence !== null).sort(([, one], [, other]) => one.claim.confidence - other.claim.confidence)[0]?.[0];

const draw = (given) => {
  const all = given.claims.length;
  const left = given.waiting ? `${given.waiting} left` : "";
  const signed = given.reviewed_by ? ` Signed off by ${given.reviewed_by} on ${given.reviewed_on}.` : "";
  say(given.waiting ? `${given.waiting} of ${all} claims are waiting for review, the least certain first.` : `All ${all} claims have been reviewed.${signed}`);
  find("#left").textContent = given.waiting ? left : `${all}`;
  find("#before-signing").textContent = given.reviewed_by ? "done" : left;
  find("#signable").replaceChildren(...signable(given));
  find("#signing").hidden = Boolean(given.reviewed_by);
  for (const field of find("#signing").elements) field.disabled = given.waiting > 0;
  find("#holding").hidden = Boolean(given.reviewed_by);
  find("#holding input").checked = given.review_first;
  rows.clear();
  find("#claims").replaceChildren(...Object.keys(PARTS).map((name) => [name, given.claims.filter((one) => one.part === name)]).filter(([, claims]) => claims.length).map(([name, claims]) => part(name, claims)));
  last = given.last;
  find("#bar").hidden = !last;
  find("#undo").textContent = "Undo";
  find("#undo").disabled = false;
  find("#last").textContent = last ? `${capital(told(last, ":"))}.` : "";
};

const signable = (given) => {
  if (given.reviewed_by) return [`Signed off by ${given.reviewed_by} on ${given.reviewed_on}. Anything changed from now on has to be signed off again.`];
  if (!given.waiting) return ["Your name vouches for the claims and for every prepared sentence above."];
  return [`${counted(given.waiting, "claim")} ${given.waiting === 1 ? "is" : "are"} left to review before it can be signed off. `, button("Go to the next", () => next()?.focus())];
};

// ── what was decided last, and undoing it ──

const told = (decision, colon = "") => (decision.says ? `${decision.told}${colon} “${decision.says}”` : decision.told);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// The list after a decision, with the next claim in hand; after the last one, the claim itself.
const decided = (given, id) => {
  draw(given);
  (next() || itemOf(id))?.focus();
};

const undo = async () => {
  if (!last) return;
  const undone = last;
  try {
    draw(await read("POST", `topics/${topic}/undo`, { decision: undone.id }));
    itemOf(undone.about)?.focus();
    document.dispatchEvent(new Event("undone"));
    find("#bar").hidden = false;
    find("#last").textContent = `Undone: ${told(undone)}.`;
    find("#undo").textContent = last ? "Undo the previous one" : "Undo";
    find("#undo").disabled = !last;
  } catch (error) {
    find("#last").textContent = error.message;
  }
};
find("#undo").addEventListener("click", undo);

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("textarea, input:not([type=checkbox]), select");
  const row = rows.get(event.target.closest("#claims li"));
  if (event.key === "Escape" && typing) row?.leave();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) row?.form.requestSubmit();
  if (typing) return;
  if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
    event.preventDefault();
    undo();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("#playbook")) return;
  const item = event.target.closest("#claims li");
  const all = [...rows.keys()];
  const step = { j: 1, k: -1 }[event.key];
  if (!step && !KEYS[event.key]) return;
  if (!item) (next() || all[0])?.focus(); // nothing is decided on a claim that is not in hand
  else if (step) all[Math.max(0, Math.min(all.indexOf(item) + step, all.length - 1))].focus();
  else KEYS[event.key](rows.get(item));
  event.preventDefault();
});

// ── the whole ──

find("#print").addEventListener("click", () => print());

find("#holding input").addEventListener("change", async (event) => {
  try {
    draw(await read("PUT", `topics/${topic}/review-first`, { review_first: event.target.checked }));
  } catch (error) {
    say(error.message);
  }
});

find("#signing").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    draw(await read("POST", `topics/${topic}/signature`, { name: event.target.elements.name.value }));
  } catch (error) {
    say(error.message);
  }
});

const load = () => read("GET", `topics/${topic}/claims`).then(draw);
document.addEventListener("worded", () => load().catch((error) => say(error.message)));
load().then(() => location.hash && find(location.hash)?.scrollIntoView(), (error) => say(error.message));
