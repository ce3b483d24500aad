// Puts the debate beside an article. The page's own styles and scripts cannot reach in: the launcher lives in a shadow
// root, the chat in a frame of its own origin. Nothing is asked of the server before it is opened.
(() => {
  const SERVED = {}; // filled in by the server: { topics: those that this page may show or null, words: per language }
  const all = () => [...document.querySelectorAll('script[src*="/widget.js"]')];
  const script = document.currentScript || all().find((one) => new URL(one.src).pathname.endsWith("/widget.js"));
  if (!script) return;
  const root = new URL(".", script.src);
  const known = (window.PolicyDebate ||= {});
  known.widgets ||= [];
  known.seen ||= new WeakSet();
  known.listening ||= [];
  const say = (text) => console.error(`policy-debate-bot: ${text}`);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const small = matchMedia("(max-width: 640px)");

  // ── the article: its text without spaces and typographic differences, and where each letter of it stands ──

  const BLOCK_OUT = "script,style,noscript,template,textarea,[hidden],policy-debate";
  const SAME = { "‘": "'", "’": "'", "‚": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "..." };
  const plain = (sign) => (/[\s\u00ad\u200b-\u200d\u2060\ufeff]/.test(sign) ? "" : SAME[sign] || sign.normalize("NFKC"));
  const squeeze = (text) => [...text].map(plain).join("");

  const reading = (article) => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
      if (node.nodeType === 3) return NodeFilter.FILTER_ACCEPT;
      const note = node.localName === "sup" && /^[\s\d[\]*†‡,]+$/.test(node.textContent);
      return note || node.matches(BLOCK_OUT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    let text = "";
    const places = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let offset = 0;
      for (const sign of node.data) {
        for (const letter of plain(sign)) {
          text += letter;
          places.push(node, offset, offset + sign.length);
        }
        offset += sign.length;
      }
    }
    return { text, places };
  };

  const rangeOf = ({ text, places }, passage) => {
    const wanted = squeeze(passage);
    const start = wanted ? text.indexOf(wanted) : -1;
    if (start < 0) return null;
    const last = start + wanted.length - 1;
    const range = document.createRange();
    range.setStart(places[3 * start], places[3 * start + 1]);
    range.setEnd(places[3 * last], places[3 * last + 2]);
    return range;
  };

  const hashOf = async (text) => {
    if (!crypto.subtle) return ""; // a page without HTTPS
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  // ── the light on a sentence ──

  let unlight = () => {};
  const light = (range, colour) => {
    unlight();
    const sheet = new CSSStyleSheet();
    const rule = `background-color: ${colour} !important; color: #111 !important`;
    if (window.Highlight && CSS.highlights) {
      sheet.replaceSync(`::highlight(policy-debate) { ${rule} }`);
      CSS.highlights.set("policy-debate", new Highlight(range));
      unlight = () => CSS.highlights.delete("policy-debate");
    } else {
      sheet.replaceSync(`mark.policy-debate { ${rule}; display: inline !important; font: inherit !important }`);
      const marks = textsOf(range).map(([node, from, to]) => {
        const part = document.createRange();
        part.setStart(node, from);
        part.setEnd(node, to);
        const mark = document.createElement("mark");
        mark.className = "policy-debate";
        part.surroundContents(mark);
        return mark;
      });
      unlight = () => {
        for (const mark of marks) {
          const parent = mark.parentNode;
          mark.replaceWith(...mark.childNodes);
          parent?.normalize();
        }
      };
    }
    const undo = unlight;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    unlight = () => {
      undo();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
      unlight = () => {};
    };
    const box = range.getBoundingClientRect();
    const behavior = calm.matches ? "instant" : "smooth";
    const holder = range.startContainer.parentElement;
    if (box.height < innerHeight && holder.getBoundingClientRect().height > innerHeight) scrollBy({ top: box.top - innerHeight / 3, behavior });
    else holder.scrollIntoView({ block: "center", behavior });
  };

  const textsOf = (range) => {
    if (range.startContainer === range.endContainer) return [[range.startContainer, range.startOffset, range.endOffset]];
    const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!range.intersectsNode(node)) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.length;
      if (to > from) found.push([node, from, to]);
    }
    return found;
  };

  // ── one widget ──

  const STYLE = `
    :host { all: initial !important; display: block !important; height: 100% !important; font: 15px/1.3 system-ui, sans-serif !important; }
    button { position: fixed; inset-block-end: max(20px, env(safe-area-inset-bottom)); z-index: var(--z); display: flex; align-items: center; gap: 8px;
      min-height: 48px; padding: 0 18px; border: 1px solid transparent; border-radius: 24px; background: var(--accent); color: #fff; font: inherit;
      font-weight: 600; box-shadow: 0 4px 16px rgb(0 0 0 / 25%); cursor: pointer; }
    button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
    .right button, .right .box { right: max(20px, env(safe-area-inset-right)); }
    .left button, .left .box { left: max(20px, env(safe-area-inset-left)); }
    .box { position: fixed; z-index: var(--z); inset-block-end: 20px; width: min(var(--width), calc(100vw - 40px)); height: min(var(--height), calc(100vh - 40px));
      border: 1px solid rgb(128 128 128 / 40%); border-radius: 14px; overflow: hidden; background: #fff; box-shadow: 0 12px 40px rgb(0 0 0 / 30%); }
    .inline { height: 100%; }
    .inline .box { position: static; box-sizing: border-box; width: 100%; height: 100%; min-height: 420px; box-shadow: none; }
    iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
    svg { width: 20px; height: 20px; fill: currentcolor; }
    [hidden] { display: none !important; }
    @media (max-width: 640px) {
      .float .box { inset: 0; width: auto; height: 100dvh; border: 0; border-radius: 0; box-sizing: border-box;
        padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left); }
    }
    @media (forced-colors: active) { button, .box { border-color: ButtonText; } }
    @media (prefers-reduced-motion: no-preference) { .float .box { animation: rise .16s ease-out; } @keyframes rise { from { opacity: 0; translate: 0 12px; } } }`;
  const SIZES = { small: [340, 480], medium: [400, 600], large: [520, 760] };
  const colourOf = (value, spare) => (value && CSS.supports("color", value) ? value.trim() : spare);

  class Widget {
    constructor(options) {
      this.options = options;
      this.heard = {};
      this.waiting = [];
      this.isOpen = this.isReady = false;
      this.language = (options.lang || document.documentElement.lang || "en").toLowerCase().split("-")[0];
      this.words = SERVED.words[this.language] || SERVED.words.en;
      this.onMessage = (event) => this.hear(event);
      this.onResize = () => this.fit();
      addEventListener("message", this.onMessage);
      visualViewport?.addEventListener("resize", this.onResize);
      this.mount();
      this.observer = new MutationObserver(() => this.element?.isConnected || this.mount());
      this.observer.observe(document.documentElement, { childList: true, subtree: true });
    }

    mount() {
      const target = this.options.target && document.querySelector(this.options.target);
      if (this.options.target && !target) return; // a single-page site may bring it later
      this.inline = Boolean(target);
      this.element?.remove();
      this.frame = null;
      this.isReady = this.isOpen = false;
      this.element = document.createElement("policy-debate");
      const shadow = this.element.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet(); // a style element would need the page's CSP to allow it
      sheet.replaceSync(STYLE);
      shadow.adoptedStyleSheets = [sheet];
      this.whole = document.createElement("div");
      this.whole.className = target ? "inline" : `float ${this.options.position === "left" ? "left" : "right"}`;
      this.launcher = document.createElement("button");
      this.launcher.type = "button";
      this.launcher.setAttribute("aria-expanded", "false");
      this.launcher.setAttribute("aria-haspopup", "dialog");
      this.launcher.lang = this.language;
      const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      icon.setAttribute("viewBox", "0 0 24 24");
      icon.setAttribute("aria-hidden", "true");
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z");
      icon.append(path);
      this.launcher.append(icon, this.options.label || this.words.launch);
      this.launcher.addEventListener("click", () => this.toggle());
      this.launcher.hidden = Boolean(target) || this.options.launcher === "none";
      this.box = document.createElement("div");
      this.box.className = "box";
      this.box.hidden = true;
      this.box.setAttribute("role", target ? "region" : "dialog");
      this.box.setAttribute("aria-label", this.words.launch);
      this.whole.append(this.launcher, this.box);
      shadow.append(this.whole);
      this.paint();
      (target || document.body).append(this.element);
      if (target) this.whenSeen(() => this.open({ focus: false }));
      else if (!SERVED.topics) this.probe();
    }

    paint() {
      const given = getComputedStyle(document.documentElement);
      const [width, height] = SIZES[this.options.size] || (this.options.size || "").match(/^(\d+)x(\d+)$/)?.slice(1) || SIZES.medium;
      const values = {
        "--accent": colourOf(this.options.accent || given.getPropertyValue("--debate-accent"), "#4338ca"),
        "--z": Number(this.options.zIndex) || 2147483000,
        "--width": `${width}px`,
        "--height": `${height}px`,
      };
      for (const [name, value] of Object.entries(values)) this.whole.style.setProperty(name, value);
    }

    whenSeen(act) {
      const watcher = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        watcher.disconnect();
        act();
      }, { rootMargin: "300px" });
      this.box.hidden = false;
      watcher.observe(this.element);
    }

    // Where the server could not tell whose page it is, the frame must answer before anything shows.
    probe() {
      this.launcher.hidden = true;
      this.load();
      this.probing = setTimeout(() => this.refuse(), 10000);
    }

    refuse() {
      say(refused(this.options.topic));
      this.tell("error", { message: refused(this.options.topic) });
      this.destroy();
    }

    load() {
      if (this.frame) return;
      const given = getComputedStyle(document.documentElement);
      const address = new URL("embed", root);
      const { topic, mode, theme, pin, greeting, starters } = this.options;
      const asked = { topic, mode, theme, pin, greeting, starters, lang: this.language, origin: location.origin, as: this.inline ? "inline" : "popup" };
      for (const name of ["accent", "paper", "ink"]) asked[name] = this.options[name] || given.getPropertyValue(`--debate-${name}`).trim();
      for (const [name, value] of Object.entries(asked)) if (value) address.searchParams.set(name, value);
      this.frame = document.createElement("iframe");
      this.frame.title = this.words.launch;
      this.frame.allow = "clipboard-write";
      this.frame.src = address;
      this.box.append(this.frame);
    }

    send(kind, given = {}) {
      if (!this.isReady) this.waiting.push([kind, given]);
      else this.frame.contentWindow.postMessage({ debate: kind, ...given }, root.origin);
    }

    hear({ source, origin, data }) {
      if (!this.frame || source !== this.frame.contentWindow || origin !== root.origin || !data?.debate) return;
      const acts = {
        ready: () => {
          clearTimeout(this.probing);
          if (!this.inline) this.launcher.hidden = this.options.launcher === "none" || this.isOpen;
          this.isReady = true;
          for (const [kind, given] of this.waiting.splice(0)) this.send(kind, given);
          this.tell("ready", {});
        },
        close: () => this.close(),
        check: () => this.check(data.passages),
        citation: () => this.cite(data),
        reply: () => this.tell("reply", data.reply),
        error: () => this.tell("error", { message: data.message }),
      };
      acts[data.debate]?.();
    }

    get article() {
      return document.querySelector(this.options.article || "article, main") || document.body;
    }

    async check(passages) {
      if (!this.options.article) return;
      const read = reading(this.article);
      const missing = passages.filter((one) => !rangeOf(read, one.text)).map((one) => one.id);
      this.send("checked", { missing, hash: await hashOf(read.text), page: location.origin + location.pathname });
      if (missing.length) console.warn(`policy-debate-bot: ${missing.length} of ${passages.length} sentences of the indexed article are not on this page`);
    }

    cite({ id, text, jump }) {
      const covered = small.matches && !this.inline;
      const range = rangeOf(reading(this.article), text);
      if (range && (!covered || jump)) {
        if (covered) this.close();
        light(range, colourOf(this.options.highlight, "#fde68a"));
      } else if (!range) unlight();
      this.send("found", { id, found: Boolean(range), shown: Boolean(range) && (!covered || Boolean(jump)) });
      this.tell("citation", { id, text, found: Boolean(range) });
    }

    fit() {
      const phone = this.isOpen && !this.inline && small.matches && visualViewport;
      this.box.style.height = phone ? `${visualViewport.height}px` : "";
    }

    open({ focus = true } = {}) {
      if (this.isOpen || !this.element?.isConnected) return;
      this.isOpen = true;
      this.before = document.activeElement;
      this.load();
      this.box.hidden = false;
      this.launcher.setAttribute("aria-expanded", "true");
      if (!this.inline) this.launcher.hidden = true;
      this.scroll = document.documentElement.style.overflow;
      if (!this.inline && small.matches) document.documentElement.style.overflow = "hidden";
      this.fit();
      if (focus) {
        this.frame.focus();
        this.send("focus");
      }
      this.tell("open", {});
    }

    close() {
      if (!this.isOpen || this.inline) return;
      this.isOpen = false;
      this.box.hidden = true;
      this.launcher.hidden = this.options.launcher === "none";
      this.launcher.setAttribute("aria-expanded", "false");
      document.documentElement.style.overflow = this.scroll;
      const back = this.before && this.before !== document.body && this.before.isConnected && this.before !== this.element ? this.before : this.launcher;
      back.focus({ preventScroll: true });
      this.tell("close", {});
    }

    toggle() {
      if (this.isOpen) this.close();
      else this.open();
    }

    ask(text, { mode } = {}) {
      this.open();
      this.send("ask", { text: String(text), mode });
    }

    setTheme(theme) {
      this.options.theme = theme;
      if (this.frame) this.send("theme", { theme });
    }

    on(name, act) {
      (this.heard[name] ||= new Set()).add(act);
      if (name === "ready" && this.isReady) act({});
      return () => this.heard[name].delete(act);
    }

    tell(name, given) {
      for (const act of this.heard[name] || []) {
        try {
          act(given);
        } catch (error) {
          setTimeout(() => { throw error; }); // the page's own mistake, for its own console
        }
      }
    }

    destroy() {
      clearTimeout(this.probing);
      if (this.isOpen) this.close();
      unlight();
      this.observer?.disconnect();
      removeEventListener("message", this.onMessage);
      visualViewport?.removeEventListener("resize", this.onResize);
      this.element?.remove();
      known.widgets = known.widgets.filter((one) => one !== this);
    }
  }

  const refused = (topic) => `${root.origin} does not let ${location.origin} show “${topic}”. Its publisher can allow it in DEBATE_ORIGINS.`;

  const create = (options) => {
    const topic = options.topic || SERVED.topics?.[0] || "";
    if (SERVED.topics && !SERVED.topics.includes(topic)) {
      say(refused(topic));
      return null;
    }
    const widget = new Widget({ ...options, topic });
    known.widgets.push(widget);
    for (const [name, act] of known.listening) widget.on(name, act);
    return widget;
  };

  // With one widget on the page, the page need not hold it.
  const first = (name) => (...given) => known.widgets[0]?.[name](...given);
  for (const name of ["open", "close", "toggle", "ask", "setTheme"]) known[name] = first(name);
  known.create = create;
  known.destroy = () => [...known.widgets].forEach((one) => one.destroy());
  known.on = (name, act) => {
    known.listening.push([name, act]);
    for (const one of known.widgets) one.on(name, act);
  };

  const start = () => {
    for (const one of all()) {
      if (known.seen.has(one) || new URL(one.src).href !== script.src || one.dataset.create === "no") continue;
      known.seen.add(one);
      create({ ...one.dataset });
    }
    known.ready?.(known);
  };
  const idle = () => (window.requestIdleCallback ? requestIdleCallback(start, { timeout: 3000 }) : setTimeout(start, 200));
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
})();
