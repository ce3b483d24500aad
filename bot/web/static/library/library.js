// The library: topics found, asked all together, added, tagged, removed.

import { askForKey, base, dated, el, find, read, send, unlocked } from "./editing.js";
import { eventsOf } from "./server.js";

const mines = Boolean(document.body.dataset.model); // whether there is a model that can prepare a topic
let tag = "";
let offset = 0;

const say = (text) => { find("#said").textContent = text; };
const acting = (act) => async (event) => {
  event.preventDefault();
  try {
    await act(event);
  } catch (error) {
    say(error.message);
  }
};

// ── the list ──

const facts = (one) => [
  one.source === "brief" ? "a restatement in other words" : one.source,
  `${one.passages} passages`, one.claims ? `${one.claims} claims` : "no claims",
  one.changed ? `changed ${dated(one.changed)}` : "as shipped",
  one.faithfulness === null ? "not evaluated" : `${(100 * one.faithfulness).toFixed(1)}% faithful`,
].join(" · ");

// What its last evaluation fell short of, beside what that found.
const shortfall = (one) => one.missed.length ? el("p", { className: "waiting" }, `Its last evaluation missed ${one.missed.length === 1 ? "a threshold" : `${one.missed.length} thresholds`}: ${one.missed.join("; ")}.`) : null;

const twice = (name, sure, act) => {
  const button = el("button", { type: "button", textContent: name });
  button.addEventListener("click", acting(async () => {
    if (button.textContent === sure) return act();
    button.textContent = sure;
    setTimeout(() => { button.textContent = name; }, 4000);
  }));
  return button;
};

const item = (one) => {
  const tags = el("form", { className: "tagging", hidden: true }, el("input", { value: one.tags.join(", "), ariaLabel: `Tags of ${one.title}, separated by commas` }), el("button", {}, "Save"));
  tags.addEventListener("submit", acting(async () => {
    await read("PUT", `topics/${one.slug}/tags`, { tags: tags.querySelector("input").value });
    await list();
  }));
  const state = one.waiting ? el("a", { className: "waiting to-claims", href: `${base}/library/${one.slug}` }, `${one.waiting} claims to review`)
    : el("a", { className: "to-claims", href: `${base}/library/${one.slug}` }, one.reviewed ? "Signed off" : "Claims");
  const added = one.source !== "brief";
  return el("li", {},
    el("h2", {}, el("a", { href: `${base}/?topic=${one.slug}` }, one.title)),
    el("p", { className: "quiet" }, facts(one)), shortfall(one),
    el("p", { className: "acts" }, ...one.tags.map((text) => el("span", { className: "tag" }, text)), state,
      el("a", { className: "to-claims", href: `${base}/library/${one.slug}#playbook` }, "Everything it can say"),
      added && mines ? el("a", { className: "to-claims", href: `${base}/library/${one.slug}#mining` }, "Have the model prepare it") : null,
      el("button", { type: "button", on: { click: () => { tags.hidden = !tags.hidden; } } }, "Tags"),
      added ? el("button", { type: "button", on: { click: acting(() => take(one.slug)) } }, "Export") : null,
      added ? twice("Remove", "Remove for good?", async () => { await read("DELETE", `topics/${one.slug}`); await list(); }) : null),
    tags);
};

const take = async (slug) => {
  const answer = await send("GET", `topics/${slug}/export`);
  const address = URL.createObjectURL(await answer.blob());
  el("a", { href: address, download: `${slug}.topic.zip` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};

const list = async (from = 0) => {
  const words = new URLSearchParams({ search: find("#search").value, tag, offset: from });
  const given = await read("GET", `library?${words}`);
  offset = from + given.topics.length;
  const rows = given.topics.map(item);
  if (from) find("#topics").append(...rows);
  else find("#topics").replaceChildren(...rows);
  find("#more").hidden = offset >= given.total;
  find("#tags").replaceChildren(...given.tags.map((text) => el("button", { type: "button", ariaPressed: String(text === tag), on: { click: () => { tag = tag === text ? "" : text; list().catch((error) => say(error.message)); } } }, text)));
  say(given.total === 1 ? "1 op-ed" : `${given.total} op-eds`);
};

let wait = 0;
find("#search").addEventListener("input", () => {
  clearTimeout(wait);
  wait = setTimeout(() => list().catch((error) => say(error.message)), 150);
});
find("#more").addEventListener("click", acting(() => list(offset)));

// ── a question to all ──

find("#asking").addEventListener("submit", acting(async () => {
  const question = find("#question").value.trim();
  if (!question) return;
  const given = await read("GET", `library/answers?${new URLSearchParams({ question })}`);
  const rows = given.map((one) => el("article", {},
    el("h3", {}, el("a", { href: `${base}/?topic=${one.topic}` }, one.title)),
    el("p", {}, one.statement.text, " ", el("a", { className: "cite", href: `${base}/documents/${one.topic}#passage-${one.passage.id}`, ariaLabel: `passage ${one.passage.id} of ${one.title}` }, `${one.passage.id}`)),
    el("blockquote", {}, one.passage.text)));
  find("#answers").hidden = false;
  find("#answers").replaceChildren(...(rows.length ? rows : [el("p", {}, "None of the op-eds discusses that.")]));
}));

// ── a new one ──

const WAYS = ["address", "file", "text"];

// What was filled in of the three ways, and no empty field beside it.
const broughtBy = (form) => {
  const body = new FormData(form);
  for (const name of WAYS) if (name === "file" ? !body.get(name).name : !body.get(name).trim()) body.delete(name);
  const ways = WAYS.filter((name) => body.has(name));
  if (ways.length !== 1) throw new Error(ways.length ? "Give only one: an address, a file or a text." : "Give an address, a file or a text.");
  return body;
};

const added = (data) => {
  const words = data.changed ? `${data.passages} passages, ${data.claims} claims, ${data.lines} lines of argument.` : "It was here already.";
  const beside = data.beside ? `Another op-ed by that name, “${data.beside}”, stays as it is. ` : "";
  const notes = data.notes.map((note) => `${note} `).join("");
  const review = data.waiting ? el("a", { href: `${base}/library/${data.slug}` }, `Review ${data.waiting} claims`) : "";
  return [el("strong", {}, data.title), ` ${words} ${beside}${notes}`, el("a", { href: `${base}/?topic=${data.slug}` }, "Ask it"), " ", review];
};

find("#adding form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  const told = find("#added");
  const refused = find("#refused");
  refused.textContent = told.textContent = "";
  button.disabled = true;
  try {
    for await (const [kind, data] of eventsOf(await send("POST", "topics", broughtBy(form)))) {
      if (kind === "progress") told.textContent = `${data.doing} …`;
      if (kind === "error") throw new Error(data.error);
      if (kind === "topic") {
        told.replaceChildren(...added(data));
        form.reset();
        await list();
      }
    }
  } catch (error) {
    told.textContent = "";
    refused.textContent = error.message;
  } finally {
    button.disabled = false;
  }
});

find("#edits").addEventListener("click", (event) => {
  event.target.hidden = true;
  askForKey();
});
unlocked.then((state) => { find("#edits").hidden = state.may || !state.keyed; }, () => {});
list().catch((error) => say(error.message));
