// Draws replies from their statements. Text goes into text nodes alone, so that nothing a model or a reader writes can become markup.

export const el = (name, given = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key === "on") for (const [kind, act] of Object.entries(value)) made.addEventListener(kind, act);
    else if (key in made && key !== "list") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
};

const TOGETHER = 5; // citations that stay with a word

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export const thumbIcon = () => {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M3 11h4v9H3zM9 20v-9l4-8c1.6 0 2.4 1.1 2 2.6L14 9h5a2 2 0 0 1 2 2.3l-1.1 7a2 2 0 0 1-2 1.7z");
  icon.append(path);
  return icon;
};

// A reply in the making: each statement is added once and never drawn again, so that a screen reader says it once.
export class Reply {
  constructor(words, mark) {
    this.words = words;
    this.mark = mark;
    this.groups = el("div");
    this.waiting = el("p", { className: "waiting" }, words.writing);
    this.foot = el("div", { className: "foot" });
    this.element = el("article", { className: "reply", ariaLabel: words.reply, ariaBusy: "true" }, this.waiting, this.groups, this.foot);
  }

  add(statement) {
    this.waiting.remove();
    const place = statement.side ? this.column(statement.side) : this.groups;
    if (!statement.side) this.columns = null;
    if (["row", "cell"].includes(statement.layout)) return this.inTable(place, statement);
    const group = this.laid(place, statement) ?? this.ofKind(place, statement.kind);
    const lead = statement.number ? `${statement.number}. ` : statement.layout === "bullet" ? "• " : "";
    const opens = statement.kind === "link" && ["bullet", "number"].includes(statement.layout);
    const text = `${lead}${statement.text}${opens ? ":" : ""}`;
    const last = statement.cites.length ? text.lastIndexOf(" ") + 1 : text.length;
    const told = el("span", { className: "statement" }, statement.concession && el("span", { className: "conceded" }, this.words.concession), statement.concession ? " " : null, text.slice(0, last));
    if (statement.cites.length) told.append(el("span", { className: "kept" }, text.slice(last), ...statement.cites.slice(0, TOGETHER).map(this.mark)), ...statement.cites.slice(TOGETHER).map(this.mark)); // no line begins with a mark
    if (group.classList.contains("laid") && statement.kind === "analytic" && statement.layout !== "title") told.append("\u00a0", el("span", { className: "conceded" }, this.words.kind.analytic));
    group.lastElementChild.append(told, " ");
  }

  // The paragraph, point or title of a speech or list that the statement opens or goes on; null where the reply has no layout.
  laid(place, statement) {
    const last = place.lastElementChild;
    const goesOn = !statement.layout && last?.classList.contains("laid");
    if (!statement.layout && !goesOn) return null;
    if (goesOn && !last.classList.contains("title") && !last.classList.contains("table")) return last;
    const group = el("div", { className: `group laid ${statement.layout ?? "paragraph"}` }, el("p"));
    place.append(group);
    return group;
  }

  // A row of a table, or the next cell of it.
  inTable(place, statement) {
    if (!place.lastElementChild?.classList.contains("table")) place.append(el("div", { className: "group laid table" }, el("table")));
    const table = place.lastElementChild.lastElementChild;
    if (statement.layout === "row") table.append(el("tr"));
    const cells = (statement.layout === "row" ? statement.text.split(" | ") : [statement.text]).map((text) => el("span", { className: "statement" }, text));
    cells.at(-1).append(...statement.cites.map(this.mark));
    if (statement.kind === "analytic") cells.at(-1).append(" ", el("span", { className: "conceded" }, this.words.kind.analytic));
    table.lastElementChild.append(...cells.map((cell) => el("td", {}, cell)));
  }

  ofKind(place, kind) {
    const last = place.lastElementChild;
    if (last?.classList.contains(kind)) return last;
    const label = this.words.kind[kind];
    const group = el("div", { className: `group ${kind}` }, label && el("span", { className: "kind" }, label), el("p"));
    place.append(group);
    return group;
  }

  column(side) {
    if (!this.columns) {
      this.columns = { element: el("div", { className: "columns" }) };
      this.groups.append(this.columns.element);
    }
    if (!this.columns[side]) {
      this.columns[side] = el("div");
      this.columns.element.append(el("section", {}, el("h2", {}, this.words.side[side]), this.columns[side]));
    }
    return this.columns[side];
  }

  closing(closing) {
    const item = (one) => (typeof one === "string" ? el("li", {}, one) : el("li", {}, one.text, one.cites.map(this.mark)));
    // that something was left unanswered may not be sure, and that nothing was is no surer
    const listed = Object.entries(closing).filter(([, items]) => items.length);
    const parts = listed.map(([name, items]) => [
      el("h2", {}, this.words.closing[name]),
      el("ul", {}, items.map(item)),
    ]);
    this.groups.append(el("div", { className: "closing" }, parts.flat()));
  }

  // The reply is whole: what stands behind it, and what can be done with it.
  done(reply, acts) {
    this.waiting.remove();
    if (reply.closing) this.closing(reply.closing);
    const { words } = this;
    const behind = [];
    if (reply.withheld.length) {
      const title = reply.withheld.length === 1 ? words.withheld_one : fill(words.withheld, { count: reply.withheld.length });
      const items = reply.withheld.map((one) => el("li", {}, el("s", {}, one.text), ` ${one.reason}.`));
      behind.push(el("details", { className: "withheld" }, el("summary", {}, title), el("ul", {}, items)));
    }
    if (reply.understood) behind.push(el("span", {}, fill(words.understood, { text: reply.understood })));
    if (reply.failure) behind.push(el("span", {}, words.failure));
    this.foot.append(...behind, ...acts);
    this.element.ariaBusy = "false";
  }

  trouble(text, again) {
    this.waiting.remove();
    this.element.ariaBusy = "false";
    this.groups.append(el("p", { className: "trouble", role: "alert" }, text, " ", again && el("button", { type: "button", on: { click: again } }, this.words.again)));
  }

  // What a person reads, with citations as "[4]": one line a paragraph.
  get text() {
    const lines = [...this.groups.querySelectorAll(".group p")].map((paragraph) => {
      const copied = paragraph.cloneNode(true);
      copied.querySelectorAll(".conceded").forEach((label) => label.remove());
      copied.querySelectorAll(".cite").forEach((mark) => mark.replaceWith(` [${mark.dataset.id}]`));
      return copied.textContent.replace(/\s+/g, " ").trim();
    });
    return lines.join("\n\n");
  }
}

// The document, paragraph by paragraph, with a place for each passage.
export const documentOf = (title, vouched, passages) => {
  const paragraphs = Map.groupBy ? [...Map.groupBy(passages, (one) => one.paragraph).values()] : grouped(passages);
  const passage = (one) => [el("span", { className: "passage", id: `passage-${one.id}`, tabIndex: -1 }, el("sup", {}, String(one.id)), one.text), " "];
  return [el("h2", {}, title), el("p", { className: "quiet" }, vouched), ...paragraphs.map((group) => el("p", {}, group.flatMap(passage)))];
};

const grouped = (passages) => {
  const found = {};
  for (const one of passages) (found[one.paragraph] ||= []).push(one);
  return Object.values(found);
};
