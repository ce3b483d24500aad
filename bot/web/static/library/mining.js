// A model's work on a topic: what it costs, how far it is, and what it has otherwise than the reviewer.

import { el, find, read, send, unlocked } from "./editing.js";
import { eventsOf } from "./server.js";

const topic = document.body.dataset.topic;
const path = `topics/${topic}`;
const section = find("#mining");
const button = section.querySelector("button");
const say = (text) => { find("#mined").textContent = text; };

// ── what it costs ──

const price = async () => {
  const cost = await read("GET", `${path}/mining`);
  section.hidden = !cost.model;
  if (!cost.model) return;
  find("#cost").textContent = cost.told;
  button.textContent = cost.done ? "Continue" : "Begin";
  if (location.hash === "#mining") section.scrollIntoView();
};

// ── how far it is ──

const refusals = (refused) => refused.length ? el("details", {}, el("summary", {}, `${refused.length} refused`), el("ul", {}, ...refused.map((one) => el("li", {}, `${one.text} (${one.reason})`)))) : null;

const part = (data) => el("li", {}, `${data.number} of ${data.of}: ${data.part}: ${data.kept}`, refusals(data.refused));

button.addEventListener("click", async () => {
  button.disabled = true;
  find("#parts").replaceChildren();
  say("Asking the model …");
  try {
    let done = false;
    for await (const [kind, data] of eventsOf(await send("POST", `${path}/mining`))) {
      if (kind === "progress") say(data.number ? `${data.number} of ${data.of}: ${data.doing} …` : `${data.doing} …`);
      if (kind === "part") find("#parts").append(part(data));
      if (kind === "error") throw new Error(data.error);
      done = done || kind === "mined";
    }
    if (!done) throw new Error("It was interrupted. The work done so far is kept; continue whenever you like.");
    location.hash = "";
    location.reload();
  } catch (error) {
    say(error.message);
    await price().catch(() => {});
  } finally {
    button.disabled = false;
  }
});

// ── what it has otherwise ──

const SIGNS = { yours: "−", model: "+", both: "" };
const WHOSE = { yours: "Yours", model: "The model's", both: "Both" };

const difference = (one) => {
  const said = el("p", { role: "status", className: "quiet" });
  const decide = (take) => async () => {
    try {
      draw(await read("POST", `${path}/changes/${one.part}/${encodeURIComponent(one.id)}`, { take }));
      if (take) location.reload();
    } catch (error) {
      said.textContent = error.message;
    }
  };
  return el("li", {},
    el("p", { className: "quiet" }, `${one.part} · ${one.id}${one.removed ? " · you have removed it" : ""}`),
    el("ul", { className: "diff" }, ...one.lines.map(([whose, text]) => el("li", { className: whose }, el("span", { className: "sign", ariaLabel: WHOSE[whose], role: "img" }, SIGNS[whose]), text))),
    el("div", { className: "acts" },
      el("button", { type: "button", on: { click: decide(true) } }, "Take the model's"),
      el("button", { type: "button", on: { click: decide(false) } }, one.removed ? "Leave it out" : "Keep mine")),
    said);
};

const draw = (given) => {
  find("#changes").hidden = !given.length;
  find("#changes ol").replaceChildren(...given.map(difference));
};

unlocked.then(async ({ may }) => {
  if (!may) return;
  price().catch((error) => say(error.message));
  read("GET", `${path}/changes`).then(draw, () => {});
}, () => {});
