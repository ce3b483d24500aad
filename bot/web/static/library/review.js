// Mined claims beside their passages: accepted, mended, deleted; then the map is signed.

import { el, find, read } from "./editing.js";

const topic = document.body.dataset.topic;
const KINDS = ["fact", "cause", "prediction", "value", "recommendation", "concession", "reported view"];
const HELPS = ["for", "against", "either"];

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
    el("button", { type: "button", on: { click: () => act("DELETE") } }, "Delete")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { kind, helps } = Object.fromEntries(new FormData(form));
    const same = words.value === claim.says && kind === claim.kind && helps === claim.helps;
    act("PATCH", same ? {} : { says: words.value, kind, helps });
  });
  const sure = claim.confidence === null ? "accepted" : `${Math.round(100 * claim.confidence)} % sure`;
  return el("li", { className: claim.confidence === null ? "done" : "" },
    el("p", { className: "quiet" }, sure),
    ...claim.passages.map((one) => el("blockquote", {}, el("span", { className: "number" }, `${one.id}`), one.text)), form, said);
};

const draw = (given) => {
  const all = given.claims.length;
  const signed = given.reviewed_by ? ` Signed off by ${given.reviewed_by} on ${given.reviewed_on}.` : "";
  say(given.waiting ? `${given.waiting} of ${all} claims are waiting for review, the least certain first.` : `All ${all} claims have been reviewed.${signed}`);
  find("#signing").hidden = given.waiting > 0 || Boolean(given.reviewed_by);
  find("#holding").hidden = Boolean(given.reviewed_by);
  find("#holding input").checked = given.review_first;
  const held = document.activeElement?.closest("#claims li");
  const place = held ? [...held.parentElement.children].indexOf(held) : -1;
  find("#claims").replaceChildren(...given.claims.map(row));
  if (place >= 0) find("#claims").children[Math.min(place, all - 1)]?.querySelector("button")?.focus();
};

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
