// The widget's page: asks, shows, and tells the page around it what it may want to know.

import { dress } from "./contrast.js";
import { Reply, documentOf, el, fill, thumbIcon } from "./draw.js";
import { host as hostOf } from "./host.js";
import { Refused, remember, remembered, server as serverOf } from "./server.js";

const given = JSON.parse(document.getElementById("given").textContent);
const { words, topic, passages } = given;
const find = (selector) => document.querySelector(selector);
const host = hostOf(given.origin);
const server = serverOf(given.base, given.origin);
const byId = new Map(passages.map((one) => [one.id, one]));
const chatKey = `chat:${topic.slug}`;
const reading = Boolean(given.shared);
let missing = new Set();
let mode = given.mode;
let side = "";
let turning = null;
let next = null;
let ready = Promise.resolve();

// ── theme and words ──

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const setTheme = (theme) => {
  const dark = theme === "dark" || (theme !== "light" && prefersDark.matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  given.theme = theme;
  dress(given.colours);
};
prefersDark.addEventListener("change", () => setTheme(given.theme));
setTheme(given.theme);

const notice = (text) => find("#notices").append(el("p", {}, text));

// ── citations ──

const hint = find("#hint");
const showHint = (button, passage) => {
  if (!passage) return;
  hint.textContent = passage.text;
  hint.hidden = false;
  const at = button.getBoundingClientRect();
  const size = hint.getBoundingClientRect();
  hint.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
  const below = at.bottom + size.height + 12 < innerHeight; // above stand the words that are cited
  hint.style.top = `${below ? at.bottom + 6 : at.top - size.height - 6}px`;
};
const hideHint = () => { hint.hidden = true; };

// The article lights the sentence while the mark is pointed at, without moving. A mark that only came to stand under a
// pointer at rest, as the panel made way, is not pointed at.
let resting = 0;
let pointed = null;
const peek = (button, passage) => {
  if (pointed === button) return;
  pointed = button;
  clearTimeout(resting);
  resting = setTimeout(() => host.tell("peek", { text: passage.text }), 120);
};
const unpeek = (button) => {
  if (pointed !== button) return;
  pointed = null;
  clearTimeout(resting);
  host.tell("peek", { text: "" });
};

const markOf = (id, passage, act) => {
  const changed = passage !== byId.get(id) || missing.has(id);
  const button = el("button", { type: "button", className: "cite", ariaLabel: fill(changed ? words.changed_passage : words.passage, { number: id }) }, String(id));
  button.dataset.id = id;
  for (const kind of ["mouseenter", "focus"]) button.addEventListener(kind, () => showHint(button, passage));
  for (const kind of ["mouseleave", "blur"]) button.addEventListener(kind, hideHint);
  if (!changed) {
    button.addEventListener("mousemove", (event) => (event.movementX || event.movementY) && peek(button, passage));
    button.addEventListener("mouseleave", () => unpeek(button));
  }
  button.addEventListener("click", () => act(button));
  button.classList.toggle("changed", changed);
  return button;
};
const mark = (id) => markOf(id, byId.get(id), (button) => cite(id, button));
// A reply from before a correction cites the text as it was: it is shown from what the reply kept.
const earlier = (reply) => {
  const own = new Map(reply.passages.map((one) => [one.id, one]));
  return (id) => markOf(id, own.get(id), (button) => showHint(button, own.get(id)));
};

let asked = 0;
let tapped = null;
const cite = (id, button) => {
  hideHint();
  const passage = byId.get(id);
  if (!passage) return;
  tapped = button;
  if (!host.framed) {
    showPassage(id, false);
    return;
  }
  asked = id;
  clearTimeout(resting);
  host.tell("citation", { id, text: passage.text });
};
host.on("found", ({ id, found, shown }) => {
  if (id === asked && !shown) showPassage(id, found);
});

// The op-ed takes the place of the chat; where a citation was tapped, its lower part, below the sentence that cites.
const showDocument = (open, cited = null) => {
  const panel = find("#document");
  const focused = panel.contains(document.activeElement);
  panel.hidden = !open;
  find("#log").hidden = open && !cited;
  find("main").classList.toggle("beside", open && Boolean(cited));
  cited?.scrollIntoView({ block: "nearest" });
  if (!open && focused) (tapped?.checkVisibility() ? tapped : find("#to-document")).focus();
  find("#to-document").textContent = open ? words.hide_document : words.document;
  find("#to-document").setAttribute("aria-expanded", String(open));
};

const showPassage = (id, inArticle) => {
  showDocument(true, tapped?.isConnected ? tapped : null);
  document.querySelectorAll(".passage.found").forEach((one) => {
    one.classList.remove("found");
    one.querySelector("button")?.remove();
  });
  const place = find(`#passage-${id}`);
  place.classList.add("found");
  if (inArticle) {
    const jump = () => host.tell("citation", { id, text: byId.get(id).text, jump: true });
    place.append(el("button", { type: "button", on: { click: jump } }, words.in_article));
  }
  place.scrollIntoView({ block: "center" });
  place.focus({ preventScroll: true });
};

// ── the conversation ──

const log = find("#log");
const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;
const append = (element) => {
  find(".welcome")?.remove();
  log.append(element);
  log.scrollTop = log.scrollHeight;
};

const conversation = async () => {
  const id = remembered(chatKey);
  if (id) return id;
  const begun = await server.read("POST", "conversations", { topic: topic.slug });
  remember(chatKey, begun.id);
  return begun.id;
};

const said = (text) => el("div", { className: "said", ariaLabel: words.you }, text);

const acts = (view, number) => {
  const path = (what) => `conversations/${remembered(chatKey)}/turns/${number}/${what}`;
  const say = async (button, word, note = "") => {
    try {
      await server.read("POST", path("feedback"), { said: word, note });
      button.setAttribute("aria-pressed", "true");
      announce(words.thanks);
    } catch (error) {
      announce(messageOf(error));
    }
  };
  const thumb = (name, word) => {
    const button = el("button", { type: "button", className: `thumb ${word}`, ariaLabel: name, title: name, ariaPressed: "false" }, thumbIcon());
    button.addEventListener("click", () => say(button, word));
    return button;
  };
  const copy = el("button", { type: "button" }, words.copy);
  copy.addEventListener("click", async () => {
    await copied(view.text);
    copy.textContent = words.copied;
    setTimeout(() => { copy.textContent = words.copy; }, 1500);
  });
  if (reading) return [copy];
  const wrong = Object.entries(words.said).map(([word, name]) => {
    const button = el("button", { type: "button", ariaPressed: "false" }, name);
    button.addEventListener("click", () => (word === "other" ? askWhat(button) : say(button, word)));
    return button;
  });
  // What else is wrong is said in words of the reader's own.
  const askWhat = (button) => {
    const menu = button.parentElement;
    const open = menu.parentElement.querySelector(".note");
    if (open) return open.remove();
    const box = el("textarea", { rows: 2, maxLength: 500, placeholder: words.what, ariaLabel: words.what });
    const form = el("form", { className: "note" }, box, el("button", {}, words.send));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      say(button, "other", box.value.trim());
      form.remove();
      button.focus();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation(); // the note is closed, and not the chat
      form.remove();
      button.focus();
    });
    menu.after(form);
    box.focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  };
  return [thumb(words.good, "good"), thumb(words.bad, "bad"), copy, el("details", {}, el("summary", {}, words.wrong), el("div", { className: "words" }, wrong))];
};

const copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // a frame may not be allowed to
    const area = el("textarea", { value: text, className: "copying" });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};

const announce = (text) => {
  const line = el("p", {}, text);
  find("#notices").append(line);
  setTimeout(() => line.remove(), 3000);
};

const messageOf = (error) => (error instanceof Refused ? error.message : words.unreachable);

// Who reads a shared chat did not choose its modes: each reply says in which one it was made.
// A message can ask for another mode than was chosen: the reply's own counts.
const madeIn = ({ mode: made, side: taken }) =>
  el("p", { className: "made-in" }, words.shared_mode[made === "debate" && taken ? `debate ${taken}` : made]);

const draw = (turn) => {
  const question = said(turn.asked);
  append(question);
  if (reading && turn.reply) append(madeIn(turn.reply));
  const view = new Reply(words, turn.reply && turn.reply.document !== topic.document ? earlier(turn.reply) : mark);
  append(view.element);
  if (!turn.reply) {
    view.trouble(words.cut_off, reading ? null : () => ask(turn.asked, turn.mode));
    return;
  }
  question.id = `reply-${document.querySelectorAll(".said[id]").length + 1}`; // a link to a reply starts at its question
  turn.reply.statements.forEach((one) => view.add(one));
  view.done(turn.reply, acts(view, turn.number));
};

const ask = async (text, asMode = mode) => {
  if (!text.trim() || reading || given.pinned === false) return;
  if (turning) {
    const coming = find('.reply[aria-busy="true"]');
    if (coming && text.trim() === turning.text) return; // a double click
    next = () => ask(text, asMode);
    if (coming) announce(words.waits);
    return;
  }
  const own = turning = Object.assign(new AbortController(), { text: text.trim() });
  const box = find("#box");
  if (box.value.trim() === text.trim()) box.value = "";
  await ready;
  const question = said(text);
  append(question);
  const view = new Reply(words, mark);
  append(view.element);
  busy(true);
  let whole = false;
  try {
    const body = { text, mode: asMode, ...(asMode === "debate" && side ? { side } : {}) };
    for await (const [kind, data] of server.turn(await conversation(), body, own.signal)) {
      const follow = atEnd();
      if (kind === "statement") view.add(data);
      if (kind === "error") throw new Refused(data.error);
      if (kind === "reply") {
        whole = true;
        view.done(data.reply, acts(view, data.number));
        offerNext();
        host.tell("reply", { reply: data.reply });
      }
      if (follow) log.scrollTop = log.scrollHeight;
    }
    if (!whole) throw new TypeError("cut off");
  } catch (error) {
    if (error.name === "AbortError") view.trouble(words.cut_off, () => again(question, view, text, asMode));
    else if (error.status === 404 && remembered(chatKey)) {
      remember(chatKey, "");
      notice(words.gone);
      turning = null;
      again(question, view, text, asMode);
      return;
    } else {
      if (!box.value) box.value = text;
      view.trouble(messageOf(error), () => again(question, view, text, asMode));
      host.tell("error", { message: messageOf(error) });
    }
  } finally {
    if (turning === own) {
      turning = null;
      busy(false);
      const then = whole && next;
      next = null;
      if (then) then();
    }
  }
};

const again = (question, view, text, asMode) => {
  question.remove();
  view.element.remove();
  ask(text, asMode);
};

const busy = (is) => {
  find("#send").textContent = is ? words.stop : words.send;
};

const restore = async () => {
  const id = remembered(chatKey);
  if (!id) return;
  try {
    const kept = await server.read("GET", `conversations/${id}`);
    kept.turns.forEach(draw);
    if (kept.turns.length) chooseMode(kept.turns.at(-1).mode); // with what can be said next
  } catch (error) {
    if (error.status === 404) {
      remember(chatKey, "");
      notice(words.gone);
    } else notice(messageOf(error));
  }
};

const welcome = () => {
  const argues = given.argues.flatMap((one) => [el("span", {}, one.text, ...one.cites.map(mark)), " "]);
  const modes = Object.entries(words.mode_does).flatMap(([name, does]) => [el("dt", {}, words.mode[name]), el("dd", {}, does)]);
  log.replaceChildren(el("div", { className: "welcome" },
    host.framed && given.greeting ? el("p", {}, given.greeting) : null,
    argues.length ? el("p", { className: "argues" }, argues) : null,
    el("p", { className: "quiet" }, words.promise),
    topic.arguable ? el("dl", {}, modes) : null));
};

const fresh = () => {
  turning?.abort();
  remember(chatKey, "");
  welcome();
  chooseMode(mode);
  find("#box").focus();
};

// ── modes, starters, menu ──

const chooseMode = (name) => {
  mode = name;
  const radio = find(`#modes input[value="${name}"]`);
  if (radio) radio.checked = true;
  find("#sides").hidden = name !== "debate";
  find("#box").placeholder = given.reads ? words.hint[name] : `${words.hint[name]}${words.in_english}`;
  const own = host.framed && given.starters.length; // a link could put words into our own page
  const texts = own ? given.starters : topic.starters[name] || [];
  const shown = own ? texts : given.starters_shown[name] || texts; // in the page's language, which a model alone can read
  offer(shown.slice(0, 4), given.reads ? shown : texts);
  offerNext();
};

const offer = (shown, said = shown) => {
  find("#starters").replaceChildren(...shown.map((text, place) => el("button", { type: "button", title: text, on: { click: () => ask(said[place]) } }, text)));
  find("#starters").scrollLeft = 0;
};

// After a reply, what stands near it; in English alone, as it was prepared.
const offerNext = async () => {
  const id = remembered(chatKey);
  if (!id || !find(".reply .foot > *") || Object.keys(given.starters_shown).length) return;
  const asMode = mode;
  const { next } = await server.read("GET", `conversations/${id}/next?mode=${mode}`).catch(() => ({}));
  if (next && mode === asMode && remembered(chatKey) === id) offer(next);
};

const radios = (place, name, choices, chosen, act) => {
  const label = ([value, text]) => el("label", {}, el("input", { type: "radio", name, value, checked: value === chosen, on: { change: () => act(value) } }), text);
  find(place).append(...Object.entries(choices).map(label));
};

const menu = () => {
  const close = () => { find("#menu").open = false; };
  const item = (text, act) => el("button", { type: "button", on: { click: () => { close(); act(); } } }, text);
  const twice = (text, sure, act) => { // a frame may not open a dialog
    const button = el("button", { type: "button" }, text);
    button.addEventListener("click", () => {
      const again = button.textContent === sure;
      button.textContent = again ? text : sure;
      if (!again) return;
      close();
      act();
    });
    find("#menu").addEventListener("toggle", () => { button.textContent = text; });
    return button;
  };
  const file = ([name, text]) => item(text, async () => {
    try {
      if (!remembered(chatKey)) throw new Refused(words.nothing);
      const answer = await fetch(`${given.base}/api/conversations/${remembered(chatKey)}/files/${name}`, { credentials: "omit" });
      if (!answer.ok) throw new Refused((await answer.json()).error);
      const address = URL.createObjectURL(await answer.blob());
      el("a", { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
    } catch (error) {
      announce(messageOf(error));
    }
  });
  const clear = async () => {
    try {
      if (remembered(chatKey)) await server.read("DELETE", `conversations/${remembered(chatKey)}`);
      fresh();
    } catch (error) {
      if (error.status === 404) fresh();
      else announce(messageOf(error));
    }
  };
  const newDebate = async () => {
    if (remembered(chatKey)) await server.read("DELETE", `conversations/${remembered(chatKey)}/debate`).catch((error) => announce(messageOf(error)));
  };
  find("#menu > div").append(
    item(words.new_chat, fresh), item(words.new_debate, newDebate), el("span", { className: "quiet" }, words.take), ...Object.entries(words.files).map(file), twice(words.clear, words.clear_sure, clear),
  );
};

// ── keyboard ──

const focusable = () => [...document.querySelectorAll("button, summary, textarea, input:checked, [tabindex='0']")].filter((one) => one.checkVisibility());
const keepInside = (event) => {
  if (given.as !== "popup" || event.key !== "Tab") return;
  const all = focusable();
  const [first, last] = [all[0], all.at(-1)];
  const leaving = event.shiftKey ? document.activeElement === first || document.activeElement === document.body : document.activeElement === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
};

document.addEventListener("keydown", (event) => {
  keepInside(event);
  if (event.key !== "Escape") return;
  if (!hint.hidden) hideHint();
  else if (find("#menu").open) find("#menu").open = false;
  else if (!find("#document").hidden) showDocument(false);
  else host.tell("close");
});

// ── start ──

find("#to-document").title = words.show_document;
find("#to-document").addEventListener("click", () => showDocument(find("#document").hidden));
find("#document").append(...documentOf(topic.title, topic.vouched, passages));
find("#document").setAttribute("aria-label", words.document);
showDocument(false);
find("#menu > summary").ariaLabel = words.menu;
find("#shut").ariaLabel = words.shut;
find("#shut").hidden = given.as !== "popup" || !host.framed;
find("#shut").addEventListener("click", () => host.tell("close"));
find("footer").textContent = reading ? words.powered : `${words.powered}. ${given.days ? fill(words.kept_days, { days: given.days }) : words.kept}`;
log.setAttribute("aria-label", words.reply);

if (reading) {
  find("#asking").hidden = find("#menu").hidden = true;
  notice(words.shared);
  given.shared.turns.forEach(draw);
  log.scrollTop = 0; // it is read from its first question
  const linked = find(location.hash.match(/^#reply-\d+$/)?.[0] || "#none");
  linked?.parentElement.querySelector(`#${linked.id} ~ .reply`).classList.add("linked");
  linked?.scrollIntoView({ block: "start" });
} else {
  find("#modes legend").textContent = words.modes;
  find("#sides legend").textContent = words.your_side;
  find("#starters").ariaLabel = words.starters;
  find("#box").ariaLabel = words.your_question;
  if (!topic.arguable) {
    mode = "ask";
    notice(words.unreviewed);
  }
  const modes = topic.arguable ? words.mode : { ask: words.mode.ask };
  radios("#modes", "mode", modes, mode, chooseMode);
  radios("#sides", "side", words.sides, side, (value) => { side = value; });
  chooseMode(mode);
  menu();
  welcome();
  busy(false);
  ready = restore();
  find("#asking").addEventListener("submit", (event) => {
    event.preventDefault();
    if (turning) turning.abort();
    else ask(find("#box").value);
  });
  find("#send").addEventListener("click", (event) => {
    if (event.detail > 1) event.preventDefault(); // a double click on Send is no wish to stop
  });
  find("#box").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return; // a Korean syllable is still being put together
    event.preventDefault();
    ask(find("#box").value);
  });
  find("#box").disabled = find("#send").disabled = given.pinned === false; // until here nobody would have heard an Enter
  if (given.pinned === false) {
    notice(words.pinned);
    host.tell("error", { message: words.pinned });
  }
}

host.on("focus", () => find("#box").focus());
host.on("theme", ({ theme }) => setTheme(theme));
host.on("ask", ({ text, mode: asMode }) => {
  if (words.mode[asMode]) chooseMode(asMode);
  ask(text);
});
host.on("checked", ({ missing: ids, hash, page }) => {
  missing = new Set(ids);
  if (missing.size && missing.size < passages.length) {
    notice(fill(words.changed, { count: missing.size, all: passages.length }));
    document.querySelectorAll(".cite").forEach((button) => {
      const id = Number(button.dataset.id);
      if (!missing.has(id)) return;
      button.classList.add("changed");
      button.ariaLabel = fill(words.changed_passage, { number: id });
    });
  }
  server.read("POST", `topics/${topic.slug}/sightings`, { page, hash, missing: ids }).catch(() => {});
});
await ready;
host.tell("ready");
if (host.framed && topic.source !== "brief") host.tell("check", { passages: passages.map(({ id, text }) => ({ id, text })) });
