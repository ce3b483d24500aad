// The map as an outline, each claim beside its passages: accepted, edited, put right, deleted; then it is signed.

import { el, find, read } from "./editing.js";

const topic = document.body.dataset.topic;
const KINDS = ["fact", "cause", "prediction", "value", "recommendation", "concession", "reported view"];
const HELPS = ["for", "against", "either"];

const PARTS = { thesis: "Thesis", recommendations: "Also recommended", reasons: "Reasons and evidence", concessions: "What it grants", opponents: "What others say", told: "What it tells besides" };
// what a key does to the claim in hand
const KEYS = {
  a: (row) => row.act("PATCH", {}),
  n: (row) => row.act("PATCH", { kind: "reported view", helps: "against" }),
  r: (row) => row.act("PATCH", { kind: "value", helps: "for" }),
  d: (row) => row.act("DELETE"),
  e: (row) => row.words.focus(),
};

const rows = new Map(); // by the element of the list

const say = (text) => { find("#state").textContent = text; };

const choice = (name, values, chosen) => el("label", {}, `${name} `, el("select", { name }, ...values.map((value) => el("option", { value, selected: value === chosen }, value))));

const row = (claim) => {
  const said = el("p", { role: "status", className: "quiet" });
  const act = async (method, body) => {
    try {
      draw(await read(method, `topics/${topic}/claims/${encodeURIComponent(claim.id)}`, body));
    } catch (error) {
      said.textContent = error.message;
    }
  };
  const words = el("textarea", { value: claim.says, rows: 2, ariaLabel: "The claim, as it reads on after: the op-ed says that" });
  const form = el("form", {}, words, el("div", { className: "acts" }, choice("kind", KINDS, claim.kind), choice("helps", HELPS, claim.helps), el("button", {}, claim.confidence === null ? "Save" : "Accept"),
    el("button", { type: "button", on: { click: () => act("PATCH", { kind: "reported view", helps: "against" }) } }, "Not the author's"),
    claim.kind === "recommendation" ? el("button", { type: "button", on: { click: () => act("PATCH", { kind: "value", helps: "for" }) } }, "Not a recommendation") : null,
    el("button", { type: "button", on: { click: () => act("DELETE") } }, "Delete")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { kind, helps } = Object.fromEntries(new FormData(form));
    const same = words.value === claim.says && kind === claim.kind && helps === claim.helps;
    act("PATCH", same ? {} : { says: words.value, kind, helps });
  });
  const sure = claim.confidence === null ? "accepted" : `${Math.round(100 * claim.confidence)} % sure`;
  const item = el("li", { className: claim.confidence === null ? "done" : "", tabIndex: -1 },
    el("p", { className: "quiet" }, `${claim.kind} · ${sure}`), el("p", { className: "says" }, claim.says),
    ...claim.passages.map((one) => el("blockquote", {}, el("span", { className: "number" }, `${one.id}`), one.text)), form, said);
  rows.set(item, { act, words, claim });
  return item;
};

const part = (name, claims) => el("section", {}, el("h2", {}, PARTS[name]), el("ol", {}, ...claims.map(row)));

// The claim that is least sure of those that wait.
const next = () => [...rows].filter(([, one]) => one.claim.confidence !== null).sort(([, one], [, other]) => one.claim.confidence - other.claim.confidence)[0]?.[0];

const draw = (given) => {
  const all = given.claims.length;
  const signed = given.reviewed_by ? ` Signed off by ${given.reviewed_by} on ${given.reviewed_on}.` : "";
  say(given.waiting ? `${given.waiting} of ${all} claims are waiting for review, the least certain first.` : `All ${all} claims have been reviewed.${signed}`);
  find("#signing").hidden = given.waiting > 0 || Boolean(given.reviewed_by);
  find("#holding").hidden = Boolean(given.reviewed_by);
  find("#holding input").checked = given.review_first;
  const working = document.activeElement?.closest("#claims li") || document.activeElement === document.body;
  rows.clear();
  find("#claims").replaceChildren(...Object.keys(PARTS).map((name) => [name, given.claims.filter((one) => one.part === name)]).filter(([, claims]) => claims.length).map(([name, claims]) => part(name, claims)));
  if (working) next()?.focus();
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("textarea, input, select");
  if (event.key === "Escape" && typing) event.target.closest("li")?.focus();
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const item = event.target.closest("#claims li") || next();
  if (!item) return;
  const all = [...rows.keys()];
  const step = { j: 1, k: -1 }[event.key];
  if (step) all[Math.max(0, Math.min(all.indexOf(item) + step, all.length - 1))].focus();
  else if (KEYS[event.key]) KEYS[event.key](rows.get(item));
  else return;
  event.preventDefault();
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

read("GET", `topics/${topic}/claims`).then(draw, (error) => say(error.message));
