() => {
  // Citations, the document panel, copying and the theme. Everything is delegated: Gradio redraws the log as it grows.
  const find = (selector) => document.querySelector(selector);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const small = matchMedia("(max-width: 860px)");

  const passageOf = (mark) => find(`.document ${mark.getAttribute("href")}`);

  const showDocument = (open) => document.body.classList.toggle("reading", open);

  const highlight = (passage) => {
    document.querySelectorAll(".passage.found").forEach((other) => other.classList.remove("found"));
    passage.classList.add("found");
    passage.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    passage.focus({ preventScroll: true });
  };

  // One hint for all marks; it holds text only, so nothing in a passage can become markup.
  const hint = document.createElement("div");
  hint.id = "hint";
  hint.setAttribute("role", "tooltip");
  hint.hidden = true;
  document.body.append(hint);

  const showHint = (mark) => {
    const passage = passageOf(mark);
    if (!passage) return;
    hint.textContent = passage.textContent.replace(/^\d+/, "");
    hint.hidden = false;
    const at = mark.getBoundingClientRect();
    const left = Math.min(at.left, innerWidth - hint.offsetWidth - 8);
    const above = at.top - hint.offsetHeight - 6;
    hint.style.left = `${Math.max(8, left)}px`;
    hint.style.top = `${above > 8 ? above : at.bottom + 6}px`;
    mark.setAttribute("aria-describedby", "hint");
  };
  const hideHint = () => { hint.hidden = true; };

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
      const passage = passageOf(mark);
      if (!passage) return;
      if (small.matches) showDocument(true);
      highlight(passage);
      return;
    }
    if (event.target.closest('#log [aria-label="Feedback"]')) {
      // Gradio opens its menu downwards: below the last reply it would be cut off
      setTimeout(() => find("#log .extra-feedback-options")?.scrollIntoView({ block: "nearest" }), 50);
    }
    if (event.target.closest("button.copy")) copy(event.target.closest("button.copy"));
    if (event.target.closest("#to-document")) showDocument(!document.body.classList.contains("reading"));
    else if (event.target.closest("#close-document") || !event.target.closest("#source")) showDocument(false);
    if (event.target.closest("#to-theme")) dark(!document.body.classList.contains("dark"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    hideHint();
    showDocument(false);
  });
  for (const [name, act] of [["mouseover", showHint], ["focusin", showHint], ["mouseout", hideHint], ["focusout", hideHint]]) {
    document.addEventListener(name, (event) => {
      const mark = event.target.closest && event.target.closest("a.cite");
      if (mark) act(mark);
    });
  }
}
