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
    if (answer.status === 403 && text.includes("edit key")) find("#keying").hidden = false;
    throw new Error(text);
  }
  return answer;
};

export const read = async (method, path, body) => {
  const answer = await send(method, path, body);
  return answer.status === 204 ? null : answer.json();
};

find("#keying")?.addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, event.target.querySelector("input").value);
  location.reload();
});
