() => {
  // Citations, the document panel, copying and the theme. Everything is delegated: Gradio redraws the log as it grows.
  const find = (selector) => document.querySelector(selector);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const small = matchMedia("(max-width: 860px)");

  const passageOf = (mark) => find(`.document ${mark.getAttribute("href")}`);

  // An old reply cites the document as it was then: the panel shows that version as soon as one of its marks is looked at.
  const versionFor = async (mark) => {
    const cited = mark.closest(".reply")?.className.match(/doc-(\w+)/)?.[1];
    const panel = find("#panel .document");
    if (!cited || !panel || panel.dataset.document === cited) return;
    const answer = await fetch(`documents/${encodeURIComponent(find("#heading h1").dataset.topic)}?document=${cited}`);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const version = page.querySelector(".document");
    version.querySelector("header").append(Object.assign(document.createElement("p"), { className: "earlier", textContent: "An earlier version, the one that the reply cites." }));
    panel.replaceWith(document.adoptNode(version));
  };

  // ── the tabs beside the chat ──

  const showTab = (name, focus) => {
    const source = find("#source");
    if (!source) return;
    source.dataset.tab = name;
    document.querySelectorAll('#tabs [role="tab"]').forEach((tab) => {
      const chosen = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen && focus) tab.focus();
    });
    if (name === "map") loadMap();
    if (name === "history" && focus) find("#tab-history").click();
  };

  // What assistive technology needs of containers that Gradio makes.
  const nameTabPanels = () => {
    for (const [name, id] of [["document", "panel"], ["map", "map"], ["flow", "flow"], ["ballot", "ballot"], ["history", "history"], ["settings", "settings"]]) {
      const panel = document.getElementById(id);
      if (!panel || panel.getAttribute("role") === "tabpanel") continue;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", `tab-${name}`);
      if (name === "ballot") panel.tabIndex = 0; // once it is there, nothing in it takes the focus by which it is scrolled
    }
    for (const id of ["contest-go", "say-go", "topic-go", "swap-go", "settle-go"]) document.getElementById(id)?.setAttribute("tabindex", "-1");
    const offered = find("#starters");
    offered?.setAttribute("role", "group");
    offered?.setAttribute("aria-label", "What you could say");
    const clear = find("#clear");
    if (clear && !clear.title) clear.title = clear.textContent.trim(); // in a narrow window it is a "+"
    // Gradio names each message by its HTML; its text is read anyway
    document.querySelectorAll('#log [aria-label*="<"]').forEach((message) => message.removeAttribute("aria-label"));
  };

  // ── the argument map ──

  let mapOf = "";

  const loadMap = async () => {
    const place = find("#map-place");
    const slug = find("#heading h1")?.dataset.topic;
    if (!place || !slug || (mapOf === slug && find("#map-tree"))) return;
    mapOf = slug;
    try {
      const answer = await fetch(`maps/${encodeURIComponent(slug)}`);
      if (answer.status === 404) throw new Error("This topic has no argument map.");
      if (!answer.ok) throw new Error(`The argument map could not be drawn (the server answered ${answer.status}). Open this tab again to retry.`);
      place.innerHTML = await answer.text();
    } catch (error) {
      mapOf = "";
      const said = document.createElement("p");
      said.className = "empty";
      said.textContent = error instanceof TypeError ? "The server cannot be reached. Open this tab again to retry." : error.message;
      place.replaceChildren(said);
      return;
    }
    light();
  };

  const light = () => {
    const touched = new Set((find("#flow-sheet")?.dataset.touched || "").split(" "));
    document.querySelectorAll("#map [data-node]").forEach((node) => node.classList.toggle("lit", touched.has(node.dataset.node)));
    const latest = (find("#flow-sheet")?.dataset.latest || "").split(" ");
    for (const id of latest) {
      for (let one = id && find(`#map-tree [data-node="${CSS.escape(id)}"]`); one && one.id !== "map-tree"; one = one.parentElement) {
        if (one.localName === "details") one.open = true;
      }
    }
  };

  // "Argue this" puts the claim into the box, in the mode in which it is debated; the reader sends it.
  const argueThis = (says) => {
    find('#mode input[value="debate"]')?.click();
    setTimeout(() => {
      write(says);
      showDocument(false);
      find("#box textarea").focus();
    }, 50);
  };

  // ── what changes as the debate goes on ──

  const countDown = () => {
    const timer = find("#flow-sheet .timer");
    if (!timer) return;
    if (!timer.dataset.ends) timer.dataset.ends = String(Date.now() + Number(timer.dataset.minutes) * 60000);
    const left = Math.round((Number(timer.dataset.ends) - Date.now()) / 1000);
    const shown = Math.abs(left);
    timer.textContent = `${left < 0 ? "over by " : ""}${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
    timer.classList.toggle("over", left < 0);
  };
  setInterval(countDown, 1000);

  // What was asked last stands at the top of the log, and its reply below it, until the reader scrolls.
  let follows = false;
  const toLast = () => {
    if (!follows) return;
    const last = [...document.querySelectorAll("#log :is(.said, .stage)")].at(-1);
    const pane = last?.closest(".panel-wrap");
    if (pane) pane.scrollTop += last.getBoundingClientRect().top - pane.getBoundingClientRect().top - 8;
  };
  for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    document.addEventListener(moved, (event) => { if (event.target.closest?.("#log")) follows = false; }, { passive: true });
  }

  // In a narrow window what can be said next is one row: that it goes on is shown as long as it does.
  const showMore = () => {
    const row = find("#starters");
    row?.classList.toggle("more", row.scrollLeft + row.clientWidth < row.scrollWidth - 8);
  };
  document.addEventListener("scroll", (event) => { if (event.target.id === "starters") showMore(); }, { capture: true, passive: true });
  addEventListener("resize", showMore);

  let lit = "";
  new MutationObserver(() => {
    nameTabPanels();
    toLast();
    showMore();
    const title = find("#heading h1")?.textContent;
    if (title && document.title !== title) document.title = title;
    const touched = find("#flow-sheet")?.dataset.touched || "";
    if (touched !== lit) {
      lit = touched;
      light();
    }
    if (find('#source[data-tab="map"]') && mapOf && find("#heading h1")?.dataset.topic !== mapOf) loadMap();
  }).observe(document.body, { childList: true, subtree: true });
  nameTabPanels();

  // Whoever closes what stands beside the chat is back where it was opened.
  let opener = null;
  const back = () => {
    const beside = find("#source")?.contains(document.activeElement) || document.activeElement === document.body;
    if (beside && opener?.isConnected) opener.focus({ preventScroll: true });
    opener = null;
    hideHint(); // its passage was just read, and a finger never leaves the citation
  };
  const showDocument = (open) => {
    if (open === document.body.classList.contains("reading")) return;
    if (open) opener ||= document.activeElement;
    document.body.classList.toggle("reading", open);
    if (!open) back();
  };

  // In a narrow window the panel comes up over the log: the sentence whose citation was tapped stays above it.
  const keepInView = (mark) => {
    const pane = mark.closest(".panel-wrap");
    if (!pane) return;
    follows = false;
    const free = innerHeight - find("#source").offsetHeight - 16;
    const hidden = mark.getBoundingClientRect().bottom - free;
    if (hidden > 0) pane.scrollTop += hidden;
  };

  const highlight = (passage) => {
    showTab("document");
    document.querySelectorAll(".passage.found").forEach((other) => other.classList.remove("found"));
    passage.classList.add("found");
    passage.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    passage.focus({ preventScroll: true });
    // in a narrow window its panel is still coming up, and takes no focus before it is there
    if (document.activeElement !== passage) setTimeout(() => passage.focus({ preventScroll: true }), 300);
  };

  // One hint for all marks; it holds text only, so nothing in a passage can become markup.
  const hint = document.createElement("div");
  hint.id = "hint";
  hint.setAttribute("role", "tooltip");
  hint.hidden = true;
  document.body.append(hint);

  const EDGE = 12; // pixels that stay free around it
  let hinted = null;
  const showHint = async (mark) => {
    hinted = mark;
    await versionFor(mark);
    const passage = passageOf(mark);
    if (!passage || hinted !== mark) return;
    hint.textContent = passage.textContent.replace(/^\d+/, "");
    hint.hidden = false;
    place(mark.getBoundingClientRect());
    mark.setAttribute("aria-describedby", "hint");
  };
  // A pointer that only passes by opens nothing.
  const showSoon = (mark) => {
    hinted = mark;
    setTimeout(() => { if (hinted === mark) showHint(mark); }, 250);
  };
  // Beside the log, so that the reply can be read on; where there is nothing beside it, below the sentence that cites it.
  const place = (at) => {
    hint.style.left = "0px"; // where it stood before must not make it narrow
    const log = find("#log").getBoundingClientRect();
    const beside = !small.matches && at.right < log.right;
    const left = Math.min(beside ? log.right + EDGE : at.left, innerWidth - hint.offsetWidth - EDGE);
    const lowest = innerHeight - hint.offsetHeight - EDGE;
    const below = at.bottom + 6 <= lowest ? at.bottom + 6 : at.top - hint.offsetHeight - 6;
    hint.style.left = `${Math.max(EDGE, left)}px`;
    hint.style.top = `${Math.max(EDGE, beside ? Math.min(at.top, lowest) : below)}px`;
  };
  const hideHint = () => {
    hinted = null;
    hint.hidden = true;
  };

  // What a person reads, with citations as "[4]": one line a paragraph.
  const textOf = (reply) => {
    const lines = [...reply.querySelectorAll(".group p")].map((paragraph) => {
      const copied = paragraph.cloneNode(true);
      copied.querySelectorAll(".conceded").forEach((label) => label.remove());
      copied.querySelectorAll("a.cite").forEach((mark) => mark.replaceWith(` [${mark.getAttribute("href").replace(/\D/g, "")}]`));
      return copied.textContent.replace(/\s+/g, " ").trim();
    });
    return lines.join("\n\n");
  };

  const copy = async (button) => {
    const text = textOf(button.closest(".reply"));
    try {
      await navigator.clipboard.writeText(text);
    } catch { // not allowed without https: fall back to a selection
      const scratch = document.createElement("textarea");
      scratch.value = text;
      document.body.append(scratch);
      scratch.select();
      document.execCommand("copy");
      scratch.remove();
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  };

  const dark = (on) => {
    document.body.classList.toggle("dark", on);
    try { localStorage.setItem("theme", on ? "dark" : "light"); } catch { /* private window */ }
  };
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen) document.body.classList.toggle("dark", chosen === "dark");
  } catch { /* private window */ }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("a.cite");
    if (mark) {
      event.preventDefault();
      hideHint();
      versionFor(mark).then(() => {
        const passage = passageOf(mark);
        if (!passage) return;
        opener = mark;
        if (small.matches) {
          showDocument(true);
          keepInView(mark);
        }
        highlight(passage);
      });
      return;
    }
    if (event.target.closest("button.copy")) copy(event.target.closest("button.copy"));
    if (event.target.closest("#to-document")) showDocument(!document.body.classList.contains("reading"));
    else if (event.target.closest("#close-document") || (event.target.isConnected && !event.target.closest("#source") && !forgetting)) showDocument(false);
    const tab = event.target.closest('#tabs [role="tab"]');
    if (tab) showTab(tab.dataset.tab);
    const opens = event.target.closest("[data-opens]");
    if (opens) {
      showTab(opens.dataset.opens);
      if (small.matches) showDocument(true);
      if (opens.dataset.opens === "ballot" && !find("#ballot-sheet table")) find("#judge")?.click();
    }
    const argue = event.target.closest("#map-tree .argue");
    if (argue) argueThis(argue.dataset.says);
    const contest = event.target.closest(".contest-one");
    if (contest) {
      document.body.dataset.contested = contest.className.match(/at-(\d+-\d+)/)[1];
      contest.textContent = "Checking …";
      find("#contest-go").click();
    }
    const word = event.target.closest(".reply .say");
    if (word) /-other\b/.test(word.className) ? askWhat(word) : rate(word);
    if (event.target.closest("#to-theme")) dark(!document.body.classList.contains("dark"));
    const language = event.target.closest("[data-language]");
    if (language) {
      event.preventDefault();
      speak(language.dataset.language);
    }
  });
  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.('#tabs [role="tab"]');
    if (tab && ["ArrowRight", "ArrowLeft"].includes(event.key)) {
      const tabs = [...document.querySelectorAll('#tabs [role="tab"]')];
      showTab(tabs[(tabs.indexOf(tab) + (event.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length].dataset.tab, true);
    }
    if (event.key !== "Escape") return;
    hideHint();
    showDocument(false);
    if (document.activeElement?.matches(".passage")) back();
  });
  for (const [name, act] of [["mouseover", showSoon], ["focusin", showHint], ["mouseout", hideHint], ["focusout", hideHint]]) {
    document.addEventListener(name, (event) => {
      const mark = event.target.closest && event.target.closest("a.cite");
      if (mark) act(mark);
    });
  }

  // What a menu under a reply opens is brought into view, as far as that leaves its name in sight; one is open at a time.
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (!menu.open || !menu.matches?.(".reply .foot details")) return;
    follows = false;
    for (const other of menu.parentElement.querySelectorAll(":scope > details[open]")) other.open = other === menu;
    reveal(menu.lastElementChild, menu.querySelector("summary"));
  }, true);
  const reveal = (opened, name) => {
    const pane = opened.closest(".panel-wrap")?.getBoundingClientRect();
    if (!pane) return;
    const hidden = opened.getBoundingClientRect().bottom + 8 - pane.bottom;
    const free = name.getBoundingClientRect().top - 8 - pane.top;
    if (hidden > 0) opened.closest(".panel-wrap").scrollTop += Math.min(hidden, Math.max(0, free));
  };

  // What a reader says of a reply, or of one sentence of it; `note` is what is wrong, in words of the reader's own.
  let rated = null;
  const rate = (word, note = "") => {
    document.body.dataset.said = word.className.match(/at-(\d+-[\w-]+)/)[1];
    document.body.dataset.note = note;
    choose(word);
    rated = word;
    find("#say-go").click();
  };
  // Of what can be said of the same reply or sentence, the last thing chosen is lit.
  const choose = (word) => {
    for (const one of word.parentElement.querySelectorAll(":scope > .say")) one.setAttribute("aria-pressed", String(one === word));
    word.parentElement.parentElement.querySelector(":scope > .note")?.remove();
    thanks.remove();
  };
  // The thanks stand under what was pressed, and cover nothing.
  const thanks = Object.assign(document.createElement("p"), { className: "thanks" });
  thanks.setAttribute("role", "status");
  window.debateSaid = (text) => {
    if (!text || !rated?.isConnected) return;
    thanks.textContent = "";
    const menu = rated.closest(".verdicts");
    menu ? menu.after(thanks) : rated.closest(".foot").append(thanks);
    thanks.textContent = text;
    reveal(thanks, rated);
  };
  const askWhat = (word) => {
    const menu = word.closest(".verdicts");
    if (menu.parentElement.querySelector(":scope > .note")) {
      choose(word);
      word.setAttribute("aria-pressed", "false");
      return;
    }
    choose(word);
    const form = Object.assign(document.createElement("form"), { className: "note" });
    const box = Object.assign(document.createElement("textarea"), { rows: 2, maxLength: 500, placeholder: "What is wrong? (optional)", ariaLabel: "What is wrong? (optional)" });
    form.append(box, Object.assign(document.createElement("button"), { textContent: "Send" }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      rate(word, box.value.trim());
    });
    menu.after(form);
    box.focus({ preventScroll: true });
    reveal(form, word);
  };

  // What came of a contested sentence stands under it.
  window.debateContested = () => {
    const card = find(`.contest-one.at-${document.body.dataset.contested}`)?.closest(".reply");
    const outcome = [...(card?.querySelectorAll(".outcome") || [])].at(-1);
    if (!outcome) return;
    outcome.tabIndex = -1;
    outcome.focus({ preventScroll: true });
    outcome.scrollIntoView({ block: "nearest" });
  };

  // The address names the conversation, so that a reload and another device find it again.
  let shown = location.search;
  window.debateChat = (id) => {
    const address = new URL(location.href);
    if (id) address.searchParams.set("chat", id);
    else address.searchParams.delete("chat");
    history.replaceState(history.state, "", address);
    shown = location.search;
  };

  // Another topic is another page: Back leads to the chat before. Its own topic, chosen again, changes nothing.
  let becoming = "";
  window.debateTopic = (slug) => {
    if (!slug || slug === (becoming || find("#heading h1")?.dataset.topic)) return;
    becoming = slug;
    const address = new URL(location.href);
    address.hash = "";
    address.searchParams.delete("chat");
    address.searchParams.set("topic", slug);
    history.pushState(null, "", address);
    shown = location.search;
    find("#topic-go").click();
  };
  window.addEventListener("popstate", () => { if (location.search !== shown) location.reload(); });

  // The other side's button swaps sides while a debate is running, as words do: what was argued stays on record.
  // Whether one runs is known to the server before the sheet shows it: what was chosen is compared with what came of it.
  const runs = () => find("#flow-sheet:has(table)");
  let wanted = null;
  window.debateSide = (side) => {
    wanted = runs() ? null : side;
    if (runs()?.dataset.reader !== side) find(runs() ? "#swap-go" : "#settle-go").click();
  };
  window.debateSettled = (side) => {
    if (wanted && wanted !== side) find("#swap-go").click();
    wanted = null;
  };
  window.debateForm = () => find("#settle-go").click();
  // What ends a debate asks first.
  const SURE = "Discard this debate?";
  document.addEventListener("click", (event) => {
    const fresh = event.target.closest("#new-debate");
    if (!fresh || fresh.textContent.trim() === fresh.dataset.sure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const name = fresh.textContent;
    fresh.textContent = SURE;
    setTimeout(() => { fresh.dataset.sure = fresh.textContent; }); // in the language of the page by then
    setTimeout(() => {
      fresh.textContent = name;
      delete fresh.dataset.sure;
    }, 4000);
  }, true);

  // Another language is another page. The chat that is open stays, and a reply that is still being written comes first.
  let language = "";
  const speak = (code) => {
    language = code;
    if (busy()) {
      find("#asking").after(waits);
      waits.textContent = "The language will change as soon as this reply is finished.";
      return;
    }
    const address = new URL(location.href);
    address.searchParams.set("lang", code);
    location.assign(address);
  };

  // One question at a time: what is asked while a chat is still fetched or left, or a reply still comes, waits for it; what is typed meanwhile stays in the box.
  let held = null;
  let passed = null;
  let sent = "";
  let restoring = new URL(location.href).searchParams.has("chat");
  let answering = false;
  let leaving = false;
  let forgetting = false;
  const busy = () => restoring || answering || leaving;
  const waits = document.createElement("p");
  waits.id = "waits";
  waits.setAttribute("role", "status");

  const write = (text) => {
    const box = find("#box textarea");
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const typed = () => find("#box textarea").value.trim();
  const keep = (button) => {
    held = button && { button, text: button.textContent };
    find("#asking").after(waits);
    waits.textContent = button ? "Your question will be sent as soon as this reply is finished." : "";
  };
  const hold = (event) => {
    const enter = event.type === "keydown" && event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.closest?.("#box");
    const button = enter ? find("#send") : event.type === "click" && event.target.closest?.("#send, #starters button, #begin, #closing, #swap-go");
    if (!button) return;
    if (!busy()) {
      passed = button;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (button.id === "send" ? typed() : button !== passed) keep(button); // not what a double click repeats
  };
  const release = () => {
    if (busy()) return;
    if (language) {
      speak(language);
      return;
    }
    if (!held) return;
    const { button, text } = held;
    keep(null);
    if (button.id === "send" ? typed() : button.textContent === text) button.click();
    else if (button.id !== "send") sayInstead(text);
  };
  // The button that was pressed offers something else by now: its words are sent, and what is typed stays.
  const sayInstead = (text) => {
    const before = find("#box textarea").value;
    write(text);
    find("#send").click();
    setTimeout(() => { if (before && !typed()) write(before); }, 100);
  };
  window.addEventListener("keydown", hold, true);
  window.addEventListener("click", hold, true);
  window.debateRestored = () => {
    restoring = false;
    release();
    follows = true;
    toLast();
    setTimeout(() => { follows = false; toReply(); }, 400);
  };
  // "#reply-2" in the address leads to the second reply of the chat, from its question on.
  const toReply = () => {
    const number = location.hash.match(/^#reply-(\d+)$/)?.[1];
    const reply = number && document.querySelectorAll("#log .reply:has(.copy)")[number - 1];
    if (!reply) return;
    follows = false;
    reply.classList.add("linked");
    const asked = [...document.querySelectorAll("#log :is(.said, .stage)")].filter((one) => one.compareDocumentPosition(reply) & Node.DOCUMENT_POSITION_FOLLOWING);
    (asked.at(-1) || reply).scrollIntoView({ block: "start" });
  };
  window.addEventListener("hashchange", toReply);
  window.debateAsked = (fromBox) => {
    answering = follows = true;
    settled(true);
    document.querySelectorAll(".passage.found").forEach((one) => one.classList.remove("found"));
    sent = fromBox ? typed() : "";
    if (fromBox) write("");
  };
  // A question that could not be answered, or did not reach the server, comes back, unless the next one stands in the box.
  window.debateAnswered = (returned = sent) => {
    answering = false;
    settled(false);
    setTimeout(() => { follows = follows && answering; }, 800); // what can be said next still moves the log
    if (returned && !typed()) write(returned);
    release();
  };
  // The sides and the form of a debate are not changed under a reply.
  const settled = (now) => {
    for (const id of ["side", "form", "new-debate"]) document.getElementById(id)?.toggleAttribute("inert", now);
  };
  window.debateLeft = (empties) => {
    leaving = true;
    sent = "";
    keep(null);
    if (empties) write("");
  };
  // The chat that is open was deleted beside it: what stands beside stays open.
  window.debateForget = () => {
    forgetting = true;
    find("#clear").click();
    forgetting = false;
  };
  window.debateBegun = () => {
    leaving = false;
    settled(false);
    becoming = "";
    release();
  };

  document.removeEventListener("click", window.debateKeep);
  for (const id of window.debateEarly.splice(0)) find(`#tabs #${id}, #heading #${id}`)?.click();

  // What is typed, or was asked and not answered, outlives a reload, which Gradio makes by itself once a lost server is back.
  try {
    const before = sessionStorage.getItem("typed");
    if (before) write(before);
    window.addEventListener("pagehide", () => sessionStorage.setItem("typed", typed() || (answering ? sent : "")));
  } catch { /* private window */ }
}
