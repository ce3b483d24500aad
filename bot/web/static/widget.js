// Puts the debate beside an article. The page's own styles and scripts cannot reach in: the launcher lives in a shadow
// root, the chat in a frame of its own origin. Nothing is asked of the server before it is opened.
(() => {
  // filled in by the server: { topics: those this page may show or null, every: whether these are all, auto: may it be read, words, version }
  const SERVED = {};
  const all = () => [...document.querySelectorAll('script[src*="/widget.js"]')];
  const script = document.currentScript || all().find((one) => new URL(one.src).pathname.endsWith("/widget.js"));
  if (!script) return;
  const root = new URL(".", script.src);
  const known = (window.PolicyDebate ||= {});
  known.widgets ||= [];
  known.seen ||= new WeakSet();
  known.listening ||= [];
  const say = (text) => console.error(`policy-debate-bot: ${text}`);
  const small = matchMedia("(max-width: 640px)");

  let reader; // article.js, imported when a chat first needs it
  const reads = () => (reader ||= import(new URL(`embed/article.js?${SERVED.version}`, root)));

  // ── one widget ──

  const STYLE = `
    :host { all: initial !important; display: block !important; height: 100% !important; font: 15px/1.3 system-ui, sans-serif !important; }
    .float > * { position: fixed; inset-block-end: 20px; z-index: var(--z); }
    .float > button { inset-block-end: max(20px, env(safe-area-inset-bottom)); display: flex; align-items: center; gap: 8px;
      min-height: 48px; padding: 0 18px; border: 1px solid transparent; border-radius: 24px; background: var(--accent); color: #fff; font: inherit;
      font-weight: 600; box-shadow: 0 4px 16px rgb(0 0 0 / 25%); cursor: pointer; }
    button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
    .right > * { right: max(20px, env(safe-area-inset-right)); }
    .left > * { left: max(20px, env(safe-area-inset-left)); }
    .box { width: min(var(--width), calc(100vw - 40px)); height: min(var(--height), calc(100vh - 40px)); border: 1px solid rgb(128 128 128 / 40%);
      border-radius: 14px; overflow: hidden; background: Canvas; color: CanvasText; color-scheme: light dark; box-shadow: 0 12px 40px rgb(0 0 0 / 30%); }
    .box button { position: absolute; inset: 4px 4px auto auto; width: 44px; height: 44px; border: 0; border-radius: 22px; background: none; color: inherit;
      font: 24px/1 system-ui, sans-serif; cursor: pointer; }
    .box button:focus-visible { outline-offset: -6px; }
    p { display: grid; align-content: center; min-height: 168px; margin: 0; padding: 0 28px; text-align: center; text-wrap: balance; }
    .inline { height: 100%; }
    .inline .box { box-sizing: border-box; width: 100%; height: 100%; min-height: 420px; box-shadow: none; }
    iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
    svg { width: 20px; height: 20px; fill: currentcolor; }
    [hidden] { display: none !important; }
    @media (max-width: 640px) {
      .float .box { inset: 0; width: auto; height: 100dvh; border: 0; border-radius: 0; box-sizing: border-box;
        padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left); }
    }
    .float .box:has(p) { top: auto; height: auto !important; }
    .float.up .box { inset-block: 20px auto; }
    @media (forced-colors: active) { button, .box { border-color: ButtonText; } }
    @media (prefers-reduced-motion: no-preference) { .float .box { animation: rise .16s ease-out; } @keyframes rise { from { opacity: 0; translate: 0 12px; } } }`;
  const SIZES = { small: [340, 480], medium: [400, 600], large: [520, 760] };
  const set = (node, given) => {
    for (const [name, value] of Object.entries(given)) node.setAttribute(name, value);
    return node;
  };
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
      this.onViolation = ({ disposition, effectiveDirective, blockedURI }) => {
        if (disposition !== "enforce" || !/^(frame|child|default)-src/.test(effectiveDirective) || !blockedURI.startsWith(root.origin)) return;
        this.fail("blocked", `the Content-Security-Policy of this page blocks the chat: add ${root.origin} to its frame-src.`);
      };
      addEventListener("message", this.onMessage);
      document.addEventListener("securitypolicyviolation", this.onViolation);
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
      this.wait();
      this.frame = this.note = null;
      this.isReady = this.isOpen = false;
      this.element = document.createElement("policy-debate");
      const shadow = this.element.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet(); // a style element would need the page's CSP to allow it
      sheet.replaceSync(STYLE);
      shadow.adoptedStyleSheets = [sheet];
      this.whole = document.createElement("div");
      this.whole.className = target ? "inline" : `float ${this.options.position === "left" ? "left" : "right"}`;
      this.launcher = this.button(() => this.toggle());
      set(this.launcher, { "aria-expanded": "false", "aria-haspopup": "dialog", lang: this.language });
      const draw = (name, given) => set(document.createElementNS("http://www.w3.org/2000/svg", name), given);
      const icon = draw("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
      icon.append(draw("path", { d: "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z" }));
      this.launcher.append(icon, this.options.label || this.words.launch);
      this.launcher.hidden = Boolean(target) || this.options.launcher === "none";
      this.box = document.createElement("div");
      this.box.className = "box";
      this.box.hidden = true;
      set(this.box, { role: target ? "region" : "dialog", "aria-label": this.words.launch });
      this.shut = this.button(() => this.close());
      set(this.shut, { "aria-label": this.words.shut, lang: this.language });
      this.shut.append("×");
      if (!target) this.box.append(this.shut);
      this.whole.append(this.launcher, this.box);
      this.whole.addEventListener("keydown", ({ key }) => key === "Escape" && this.close());
      shadow.append(this.whole);
      this.paint();
      (target || document.body).append(this.element);
      if (target) this.whenSeen(() => this.open({ focus: false }));
      else if (!allowed(this.options.topic)) this.probe();
    }

    button(act) {
      const made = document.createElement("button");
      made.type = "button";
      made.addEventListener("click", act);
      return made;
    }

    paint() {
      const given = getComputedStyle(document.documentElement);
      const [width, height] = SIZES[this.options.size] || (this.options.size || "").match(/^(\d+)x(\d+)$/)?.slice(1) || SIZES.medium;
      const accent = colourOf(this.options.accent || given.getPropertyValue("--debate-accent"), "#4338ca");
      const values = {
        "--accent": accent,
        "--z": Number(this.options.zIndex) || 2147483000,
        "--width": `${width}px`,
        "--height": `${height}px`,
      };
      for (const [name, value] of Object.entries(values)) this.whole.style.setProperty(name, value);
      // black on what is lighter than .179 (relative luminance, WCAG 2.2), where both have 4.58 to 1; else white
      this.launcher.style.color = `color(from ${accent} xyz${" calc(179 - y * 999)".repeat(3)})`;
      this.box.style.colorScheme = /^(light|dark)$/.test(this.options.theme) ? this.options.theme : "";
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
      this.launcher.hidden = this.probing = true;
      this.load();
    }

    // The frame says when it is ready. If it never does, the panel tells the reader, and the console the editor.
    wait(act, time) {
      clearTimeout(this.waits);
      if (act) this.waits = setTimeout(() => this.isReady || act(), time);
    }

    doubt() {
      fetch(this.frame.src, { mode: "no-cors" }).then(
        () => this.wait(() => this.fail("blocked", refused(this.options.topic)), 7000),
        () => this.fail("away", `${root.origin} cannot be reached from this page: the server is down, or a browser extension blocks it.`),
      );
    }

    fail(why, message) {
      if (!this.frame || this.note || this.isReady) return;
      this.wait();
      say(message);
      this.tell("error", { message });
      if (this.probing) return this.destroy();
      this.frame.hidden = true;
      this.note = set(document.createElement("p"), { role: "alert", lang: this.language });
      this.note.append(this.words[why]);
      this.box.append(this.note);
    }

    load() {
      if (this.note) {
        this.note.remove();
        this.frame.remove();
        this.frame = this.note = null;
      }
      if (this.frame) return;
      const given = getComputedStyle(document.documentElement);
      const address = new URL("embed", root);
      const { topic, mode, theme, pin, greeting, starters } = this.options;
      const asked = { topic, mode, theme, pin, greeting, starters, lang: this.language, origin: location.origin, as: this.inline ? "inline" : "popup" };
      if (topic === "auto") asked.page = this.page;
      for (const name of ["accent", "paper", "ink"]) asked[name] = this.options[name] || given.getPropertyValue(`--debate-${name}`).trim();
      for (const [name, value] of Object.entries(asked)) if (value) address.searchParams.set(name, value);
      this.frame = document.createElement("iframe");
      this.frame.title = this.words.launch;
      this.frame.allow = "clipboard-write";
      this.frame.src = address;
      this.frame.onload = () => this.wait(() => this.doubt(), 3000);
      this.wait(() => this.doubt(), 20000);
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
          if (!this.inline) this.launcher.hidden = this.options.launcher === "none" || this.isOpen;
          this.isReady = this.shut.hidden = true;
          this.probing = this.frame.hidden = false;
          this.note?.remove();
          this.note = null;
          if (this.isOpen && document.activeElement === this.element) this.frame.focus();
          for (const [kind, given] of this.waiting.splice(0)) this.send(kind, given);
          this.tell("ready", {});
        },
        reading: () => { // the chat is ready later, and is asked then
          this.wait();
          if (!this.inline) this.launcher.hidden = this.options.launcher === "none" || this.isOpen;
          this.probing = this.frame.hidden = false;
        },
        close: () => this.close(),
        check: () => this.check(data.passages).catch((error) => say(error.message)),
        citation: () => this.cite(data).catch((error) => {
          say(error.message);
          this.send("found", { id: data.id, found: false, shown: false });
        }),
        peek: () => reads().then((one) => one.point(this.article, data.text || this.lit, this.options.highlight)),
        reply: () => this.tell("reply", data.reply),
        error: () => this.tell("error", { message: data.message }),
      };
      acts[data.debate]?.();
    }

    get article() {
      return document.querySelector(this.options.article || "article, main") || document.body;
    }

    // The address of this page without what may be its reader's; the server fetches it itself.
    get page() {
      const proper = document.querySelector('link[rel="canonical"]')?.href;
      return proper || location.origin + location.pathname;
    }

    async check(passages) {
      if (!this.options.article) return;
      const { reading, rangeOf, hashOf } = await reads();
      const read = reading(this.article);
      const missing = passages.filter((one) => !rangeOf(read, one.text)).map((one) => one.id);
      this.send("checked", { missing, hash: await hashOf(read.text), page: location.origin + location.pathname });
      if (missing.length) console.warn(`policy-debate-bot: ${missing.length} of ${passages.length} sentences of the indexed article are not on this page`);
    }

    async cite({ id, text, jump }) {
      const covered = small.matches && !this.inline;
      const { reading, rangeOf, light, dark } = await reads();
      const range = rangeOf(reading(this.article), text);
      if (range && (!covered || jump)) {
        if (covered) this.close();
        light(range, this.options.highlight, this.inline || covered ? null : this.box);
      } else if (!range) dark();
      this.lit = range && text;
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
      set(this.launcher, { "aria-expanded": "true" });
      if (!this.inline) this.launcher.hidden = true;
      this.scroll = document.documentElement.style.overflow;
      if (!this.inline && small.matches) document.documentElement.style.overflow = "hidden";
      this.fit();
      if (focus) {
        (this.isReady ? this.frame : this.shut).focus();
        this.send("focus");
      }
      this.tell("open", {});
    }

    close() {
      if (!this.isOpen || this.inline) return;
      this.isOpen = false;
      this.box.hidden = true;
      this.launcher.hidden = this.options.launcher === "none";
      set(this.launcher, { "aria-expanded": "false" });
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
      this.paint();
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
      this.wait();
      if (this.isOpen) this.close();
      reader?.then(({ dark }) => dark());
      this.observer?.disconnect();
      removeEventListener("message", this.onMessage);
      document.removeEventListener("securitypolicyviolation", this.onViolation);
      visualViewport?.removeEventListener("resize", this.onResize);
      this.element?.remove();
      known.widgets = known.widgets.filter((one) => one !== this);
    }
  }

  const refused = (topic) => (SERVED.every && !allowed(topic)
    ? `${root.origin} has no topic “${topic}”. Its topics: ${SERVED.topics.join(", ")}.`
    : `${root.origin} does not let ${location.origin} show “${topic}”. Its publisher can allow it in DEBATE_ORIGINS.`);

  // Whether this page may show a topic; null where the server could not tell whose page it is.
  const allowed = (topic) => (topic === "auto" ? SERVED.auto : SERVED.topics && SERVED.topics.includes(topic));

  const create = (options) => {
    const topic = options.topic || SERVED.topics?.[0] || "";
    if (allowed(topic) === false) {
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
