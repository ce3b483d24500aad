// The map as an outline, each claim beside its passages: accepted, edited, put right, deleted; then it is signed.

import { draftOf, dropDraft, keepDraft } from "./drafts.js";
import { askForKey, dated, el, find, quoted, read, unlocked } from "./editing.js";

const topic = document.body.dataset.topic;
const KINDS = ["fact", "cause", "prediction", "value", "recommendation", "concession", "reported view"];
const HELPS = ["for", "against", "either"];

const PARTS = { thesis: "Main recommendation", recommendations: "Also recommended", reasons: "Reasons and evidence", concessions: "What it grants", opponents: "What others say", told: "What else it says" };
const OTHERS = { kind: "reported view", helps: "against" };
const NO_RECOMMENDATION = { kind: "value", helps: "for" };
const TITLES = {
  accept: "Accept it as it stands here", lead: "The argument map argues for this claim", remove: "Take it out, with what cannot stand without it",
  others: "Mark it as somebody else's view, which helps against: it is told as theirs, and argued only on that side",
  no: "Mark it as a value that helps for, not as something that the op-ed asks for",
  passages: "The numbers of the passages that carry it, separated by commas",
};
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
let implied = {}; // the side that a claim helps by its kind
let texts = new Map(); // the op-ed's passages, by number
let drawn = null; // what the page shows

const say = (text) => { find("#state").textContent = text; };
const counted = (count, thing) => `${count} ${thing}${count === 1 ? "" : "s"}`;

// ── one claim ──

const choice = (name, values, chosen) => el("label", {}, `${name} `, el("select", { name }, ...values.map((value) => el("option", { value, selected: value === chosen }, value))));
const button = (text, act, title = "") => el("button", { type: "button", title, on: { click: act } }, text);
const numbersIn = (text) => (text.match(/\d+/g) || []).map(Number);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const row = (claim) => {
  const cited = claim.passages.map((one) => one.id);
  const draft = { ...claim, passages: cited, ...draftOf(claim.id) };
  const said = el("p", { role: "alert", className: "refused" });
  const words = el("textarea", { value: draft.says, rows: 1, ariaLabel: "The claim, as it follows: the op-ed says that" });
  const discard = button("Discard the draft", () => {
    [words.value, kind.value, helps.value, numbers.value] = [claim.says, claim.kind, claim.helps, cited.join(", ")];
    said.textContent = "";
    quote();
    drafted();
    item.focus();
  });
  const quotes = el("div", {});
  const numbers = el("input", { name: "passages", value: draft.passages.join(", "), size: 7, inputMode: "numeric", autocomplete: "off", title: TITLES.passages });
  const form = el("form", {}, words, quotes, said,
    el("div", { className: "acts" }, choice("kind", KINDS, draft.kind), choice("helps", HELPS, draft.helps), el("label", {}, "passages ", numbers),
      el("button", { title: TITLES.accept }, claim.confidence === null ? "Save" : "Accept"),
      discard,
      claim.part === "thesis" ? null : button("Main recommendation", () => lead(), TITLES.lead),
      button("Not the author's", () => mark(OTHERS), TITLES.others),
      claim.kind === "recommendation" ? button("Not a recommendation", () => mark(NO_RECOMMENDATION), TITLES.no) : null,
      button("Delete", () => act("DELETE"), TITLES.remove)));
  const { kind, helps } = form.elements;
  const typed = () => ({ says: words.value, kind: kind.value, helps: helps.value, passages: numbersIn(numbers.value) });
  const changed = () => !same(typed(), { says: claim.says, kind: claim.kind, helps: claim.helps, passages: cited });
  const quote = () => quotes.replaceChildren(...typed().passages.map((id) => el("blockquote", {}, el("span", { className: "number" }, `${id}`), texts.get(id) || "There is no passage of that number.")));
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
      find("#bar").hidden = true; // what it says was done before this
    }
  };
  const mark = (as) => act("PATCH", words.value === claim.says ? as : { says: words.value, ...as });
  const lead = async () => {
    if (words.value !== claim.says) await act("PATCH", { says: words.value });
    if (!said.textContent) await act("PUT", undefined, "/main");
  };
  form.addEventListener("input", ({ target }) => {
    if (target === kind) helps.value = implied[kind.value] || (kind.value === claim.kind ? claim.helps : "for");
    if (target === numbers) quote();
    drafted();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act("PATCH", changed() ? typed() : {});
  });
  const sure = claim.confidence === null ? "accepted" : `${Math.round(100 * claim.confidence)}% sure`;
  const item = el("li", { className: claim.confidence === null ? "done" : "", tabIndex: -1 },
    el("p", { className: "quiet" }, `${claim.kind} · ${sure}`), el("p", { className: "says" }, claim.says), form);
  const leave = () => {
    item.focus();
    said.textContent = changed() ? "Your draft is kept but not saved yet." : "";
  };
  quote();
  drafted();
  rows.set(item, { act, mark, lead, leave, form, words, claim });
  return item;
};

// ── all of them ──

const part = (title, claims) => el("section", {}, el("h2", {}, title), el("ol", {}, ...claims.map(row)));
const itemOf = (id) => [...rows].find(([, one]) => one.claim.id === id)?.[0];

// The first claim of those that wait, by the page's order or another.
const waits = (item) => rows.get(item)?.claim.confidence !== null;
const next = (ids = [...rows.values()].map((one) => one.claim.id)) => ids.map(itemOf).find((item) => item && waits(item));

// The sections of the page: the outline, or where the reviewer would rather begin with what is doubtful, that first.
const sections = (claims) => {
  if (!find("#doubtful").checked) return Object.keys(PARTS).map((name) => [PARTS[name], claims.filter((one) => one.part === name)]);
  const waiting = claims.filter((one) => one.confidence !== null).sort((one, other) => one.confidence - other.confidence);
  return [["Waiting, the least certain first", waiting], ["Reviewed", claims.filter((one) => one.confidence === null)]];
};

const draw = (given) => {
  if (drawn) document.dispatchEvent(new Event("decided"));
  drawn = given;
  implied = given.implied;
  texts = new Map(given.texts.map((one) => [one.id, one.text]));
  const all = given.claims.length;
  const left = given.waiting ? `${given.waiting} left` : "";
  const signed = given.reviewed_by ? ` Signed off by ${given.reviewed_by} on ${dated(given.reviewed_on)}.` : "";
  say(given.waiting ? `${given.waiting} of ${all} claims are waiting for review.` : `All ${all} claims have been reviewed.${signed}`);
  find("#left").textContent = given.waiting ? left : `${all}`;
  find("#before-signing").textContent = given.reviewed_by ? "done" : left;
  find("#signable").replaceChildren(...signable(given));
  find("#signing").hidden = Boolean(given.reviewed_by);
  for (const field of find("#signing").elements) field.disabled = given.waiting > 0;
  find("#holding").hidden = Boolean(given.reviewed_by);
  find("#holding input").checked = given.review_first;
  rows.clear();
  find("#claims").replaceChildren(...sections(given.claims).filter(([, claims]) => claims.length).map(([title, claims]) => part(title, claims)));
  find("#order").hidden = find("#rest").hidden = !given.waiting;
  find("#rest").textContent = given.waiting === given.claims.length ? `Accept all ${all}` : `Accept all the rest (${given.waiting})`;
  last = given.last;
  find("#bar").hidden = !last;
  find("#undo").textContent = "Undo";
  find("#undo").disabled = false;
  find("#last").textContent = last ? `${capital(told(last, ":"))}.` : "";
};

const signable = (given) => {
  if (given.reviewed_by) return [`Signed off by ${given.reviewed_by} on ${dated(given.reviewed_on)}. Anything changed from now on has to be signed off again.`];
  if (!given.waiting) return ["Your name vouches for the claims and for every prepared sentence above."];
  return [`${counted(given.waiting, "claim")} ${given.waiting === 1 ? "is" : "are"} left to review before it can be signed off. `, button("Go to the next", () => next()?.focus())];
};

// ── what was decided last, and undoing it ──

const told = (decision, colon = "") => (decision.says ? `${decision.told}${colon} ${quoted(decision.says)}` : decision.told);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// The list after a decision, with the claim in hand that comes next on the page; after the last one, the claim itself.
const decided = (given, id) => {
  const ids = [...rows.values()].map((one) => one.claim.id);
  const at = ids.indexOf(id);
  draw(given);
  (next([...ids.slice(at + 1), ...ids.slice(0, at + 1)]) || itemOf(id))?.focus();
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

find("#doubtful").addEventListener("change", () => drawn && draw(drawn));

find("#rest").addEventListener("click", async () => {
  const draft = find("#claims li.draft");
  if (draft) {
    rows.get(draft).leave();
    return;
  }
  try {
    draw(await read("POST", `topics/${topic}/acceptance`));
    find("#sign").scrollIntoView();
  } catch (error) {
    say(error.message);
  }
});

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

const load = async () => {
  const state = await unlocked;
  if (state.may) draw(await read("GET", `topics/${topic}/claims`));
  else if (state.keyed) askForKey();
  say(state.may ? find("#state").textContent : state.error);
};
document.addEventListener("worded", () => load().catch((error) => say(error.message)));
load().then(() => location.hash && find(location.hash)?.scrollIntoView(), (error) => say(error.message));
