// What both pages of the library do: ask the server, with the edit key where it wants one. What others wrote goes into text nodes alone.

export const base = document.body.dataset.base;
const KEY = "policy-debate:edit-key";

export const el = (name, given = {}, ...children) => {
  const { on = {}, data = {}, ...rest } = given;
  const made = Object.assign(document.createElement(name), rest);
  Object.assign(made.dataset, data);
  for (const [event, act] of Object.entries(on)) made.addEventListener(event, act);
  made.append(...children.filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
};

export const find = (selector) => document.querySelector(selector);

const keyed = () => {
  const key = sessionStorage.getItem(KEY);
  return key ? { "X-Edit-Key": key } : {};
};

export const send = async (method, path, body) => {
  const form = body instanceof FormData;
  const headers = { ...keyed(), ...(body && !form ? { "Content-Type": "application/json" } : {}) };
  const answer = await fetch(`${base}/api/${path}`, { method, headers, body: form ? body : body && JSON.stringify(body) });
  if (!answer.ok) {
    const given = await answer.json().catch(() => ({}));
    const text = given.error || "The server is not responding. Please try again.";
    throw new Error(text);
  }
  return answer;
};

export const read = async (method, path, body) => {
  const answer = await send(method, path, body);
  return answer.status === 204 ? null : answer.json();
};

const form = find("#keying");
const asks = () => { form.hidden = false; };

// Whether the reader may change topics; the page shows what is for editing only then.
export const unlocked = read("GET", "editing").then((state) => {
  document.body.classList.toggle("locked", !state.may);
  if (sessionStorage.getItem(KEY) && !state.may) {
    sessionStorage.removeItem(KEY);
    refuse(state.error);
  }
  return state;
});

const refuse = (text) => {
  asks();
  form.querySelector(".refused").textContent = text;
  form.querySelector("input").select();
};

export const askForKey = () => {
  asks();
  form.querySelector("input").focus();
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, form.querySelector("input").value);
  try {
    const state = await read("GET", "editing");
    if (state.may) location.reload();
    else throw new Error(state.error);
  } catch (error) {
    sessionStorage.removeItem(KEY);
    refuse(error.message);
  }
});

const day = new Intl.DateTimeFormat("en-US", { dateStyle: "long" });
// A day as the server writes it, and without a shift to the one before in other time zones.
export const dated = (text) => day.format(new Date(text.length === 10 ? `${text}T00:00` : text));

// What is in quotation marks already is not put in them twice, and those within are single ones.
export const quoted = (text) => {
  const bare = /^“.*”$/s.test(text) ? text.slice(1, -1) : text;
  return `“${bare.replaceAll("“", "‘").replaceAll("”", "’")}”`;
};
