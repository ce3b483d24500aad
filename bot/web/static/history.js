// The reader's own chats beside the page: listed, searched, opened, renamed, shared, downloaded, deleted. What readers typed goes into text nodes alone.

const el = (name, given = {}, ...children) => {
  const made = Object.assign(document.createElement(name), given);
  made.append(...children.filter(Boolean));
  return made;
};

const api = async (method, path, body) => {
  const answer = await fetch(`api/${path}`, { method, body: body && JSON.stringify(body), headers: body ? { "Content-Type": "application/json" } : {} });
  if (answer.status === 204) return null;
  const given = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(given.error || "The server is not responding. Please try again.");
  return given;
};

const open = () => new URL(location.href).searchParams.get("chat") || "";
const linkTo = (path) => new URL(path, document.baseURI).href;
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

// ── the list ──

let search = "";
const say = (text) => {
  const line = document.querySelector("#history-said");
  if (line) line.textContent = text;
};

const acting = (act) => async (event) => {
  event.preventDefault();
  try {
    await act(event);
  } catch (error) {
    say(error.message);
  }
};

const twice = (name, sure, act) => {
  const button = el("button", { type: "button", textContent: name });
  let asked = false;
  button.addEventListener("click", acting(async () => {
    if (!asked) {
      asked = true;
      button.textContent = sure;
      setTimeout(() => {
        asked = false;
        button.textContent = name;
      }, 4000);
      return;
    }
    await act();
  }));
  return button;
};

const item = (chat) => {
  const language = new URL(location.href).searchParams.get("lang");
  const link = el("a", { href: `?chat=${encodeURIComponent(chat.id)}${language ? `&lang=${language}` : ""}`, textContent: chat.title });
  if (chat.id === open()) link.setAttribute("aria-current", "page");
  const when = el("time", { dateTime: chat.changed, textContent: day.format(new Date(chat.changed)) });
  const row = el("li", {}, link, when);
  const rename = el("button", { type: "button", textContent: "Rename" });
  rename.addEventListener("click", () => {
    const box = el("input", { value: chat.title, ariaLabel: "Title", maxLength: 200 });
    const cancel = el("button", { type: "button", textContent: "Cancel" });
    const form = el("form", {}, box, el("button", { textContent: "Save" }), cancel);
    const leave = () => {
      row.replaceChildren(...shown);
      rename.focus();
    };
    cancel.addEventListener("click", leave);
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation(); // it closes what stands beside the chat, too
      leave();
    });
    form.addEventListener("submit", acting(async () => {
      await api("PATCH", `conversations/${chat.id}`, { title: box.value });
      await list();
    }));
    const shown = [...row.childNodes];
    row.replaceChildren(form);
    box.focus();
    box.select();
  });
  const share = el("button", { type: "button", textContent: chat.shared ? "Shared link" : "Share" });
  share.addEventListener("click", () => offer(chat.id));
  const remove = twice("Delete", "Delete for good?", async () => {
    await api("DELETE", `conversations/${chat.id}`);
    if (chat.id === open()) window.debateForget();
    await list();
    say("The chat is deleted.");
  });
  row.append(el("div", { className: "acts" }, rename, share, remove));
  return row;
};

const list = async () => {
  const chats = await api("GET", `conversations?search=${encodeURIComponent(search)}`);
  const none = search ? "No chat contains these words." : "No chats yet. What you ask is saved here.";
  const place = document.querySelector("#history-list");
  place?.replaceChildren(...(chats.length ? chats.map(item) : [el("li", { className: "quiet", textContent: none })]));
  const everything = place?.parentElement.querySelector(":scope > .acts");
  if (everything) everything.hidden = !chats.length && !search;
};

// The list that stands beside the chat has each chat as it is now.
let replies = 0;
new MutationObserver(() => {
  const shown = document.getElementById("history-list");
  if (!shown) return;
  const given = document.querySelectorAll("#log .reply .copy").length;
  if (given === replies) return;
  replies = given;
  if (shown.checkVisibility()) list().catch((error) => say(error.message));
}).observe(document.body, { childList: true, subtree: true });

const show = () => {
  const place = document.querySelector("#history-place");
  if (!place.querySelector("#history-list")) {
    const box = el("input", { type: "search", placeholder: "Search your chats", ariaLabel: "Search your chats" });
    box.addEventListener("input", acting(async () => {
      search = box.value;
      await list();
    }));
    const everything = twice("Delete all my chats", "Delete them all for good?", async () => {
      const { deleted } = await api("DELETE", "conversations");
      if (open()) window.debateForget();
      await list();
      say(deleted === 1 ? "The chat is deleted." : `${deleted} chats are deleted.`);
    });
    place.replaceChildren(box, el("p", { id: "history-said", role: "status" }), el("ul", { id: "history-list" }), el("div", { className: "acts" }, everything));
  }
  list().catch((error) => say(error.message));
};

// ── sharing ──

// Nobody can read a chat before its reader has said yes: until then there is no link. `at` is the reply it leads to.
// Of one that is shared already, the link is shown.
const offer = async (id, at = "") => {
  const { shared } = await api("GET", `conversations/${id}`).catch(() => ({}));
  document.querySelector("#share")?.remove();
  const before = document.activeElement;
  const title = el("h2", { textContent: at ? "Share a link to this reply?" : "Share this chat?" });
  const said = el("p", { role: "status", textContent: "Anyone with the link can read the whole chat, and what is asked in it later, but cannot continue it. You can revoke the link at any time." });
  const yes = el("button", { type: "button", className: "main", textContent: "Create the link" });
  const shut = el("button", { type: "button", textContent: "Cancel" });
  const acts = el("div", { className: "acts" }, yes, shut);
  const dialog = el("dialog", { id: "share", className: "dialog", ariaLabel: "Share this chat" }, title, said, acts);
  yes.addEventListener("click", () => share(id, at, dialog).catch((error) => { said.textContent = error.message; }));
  shut.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    before?.focus?.();
    if (document.querySelector("#history-list")) list().catch((error) => say(error.message));
  });
  document.body.append(dialog);
  if (shared) await share(id, at, dialog).catch((error) => { said.textContent = error.message; });
  dialog.showModal();
  dialog.querySelector("input")?.select();
};

const share = async (id, at, dialog) => {
  const { shared } = await api("POST", `conversations/${id}/share`);
  const link = linkTo(`shared/${shared}${at}`);
  const box = el("input", { value: link, readOnly: true, ariaLabel: "Read-only link to this chat" });
  const copy = el("button", { type: "button", textContent: "Copy" });
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(link).catch(() => box.select());
    copy.textContent = "Copied";
  });
  const revoke = el("button", { type: "button", textContent: "Revoke" });
  const shut = el("button", { type: "button", textContent: "Done" });
  const said = el("p", { role: "status", textContent: "Anyone with this link can read the chat. Do not share the address of this page instead: anyone who has that can continue the chat." });
  dialog.replaceChildren(el("h2", { textContent: "Read-only link to this chat" }), said, box, el("div", { className: "acts" }, copy, revoke, shut));
  revoke.addEventListener("click", async () => {
    await api("DELETE", `conversations/${id}/share`).then(() => {
      said.textContent = "The link has been revoked and no longer works.";
      box.remove();
      copy.remove();
      revoke.remove();
    }, (error) => { said.textContent = error.message; });
  });
  shut.addEventListener("click", () => dialog.close());
  box.focus();
  box.select();
};

// ── downloading ──

const download = () => {
  const dialog = document.querySelector("#downloads");
  for (const link of dialog.querySelectorAll("[data-file]")) link.href = linkTo(`api/conversations/${open()}/files/${link.dataset.file}`);
  dialog.showModal();
};

document.addEventListener("click", (event) => {
  if (event.target.closest?.("#tab-history")) show();
  if (event.target.closest?.(".to-download")) open() ? download() : notYet();
  if (event.target.closest?.("#to-share")) open() ? offer(open()) : notYet();
  const linked = event.target.closest?.(".reply button.link");
  if (linked && open()) {
    const replies = [...document.querySelectorAll("#log .reply:has(.copy)")];
    offer(open(), `#reply-${replies.indexOf(linked.closest(".reply")) + 1}`);
  }
});

const notYet = () => {
  const shut = el("button", { type: "button", textContent: "Close" });
  const dialog = el("dialog", { id: "share", className: "dialog", ariaLabel: "Share this chat" }, el("p", { textContent: "There is nothing to share or download yet. Ask something first." }), el("div", { className: "acts" }, shut));
  const before = document.activeElement;
  shut.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    before?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
};
