// What is asked of the server, and what of it this tab remembers: in its session storage where that is allowed, else in memory.

const memory = new Map();
const key = (name) => `policy-debate:${name}`;

export const remembered = (name) => {
  try {
    return sessionStorage.getItem(key(name)) ?? memory.get(name) ?? "";
  } catch {
    return memory.get(name) ?? ""; // storage is blocked in frames of other sites
  }
};

export const remember = (name, value) => {
  memory.set(name, value);
  try {
    if (value) sessionStorage.setItem(key(name), value);
    else sessionStorage.removeItem(key(name));
  } catch {
    // memory has it
  }
};

const visitor = () => {
  if (!remembered("visitor")) {
    const bytes = crypto.getRandomValues(new Uint8Array(24));
    remember("visitor", btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_"));
  }
  return remembered("visitor");
};

export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

// The events of an answer as [kind, data], as they come (Server-Sent Events).
export const eventsOf = async function* (answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const field = (name) => block.split(/\r?\n/).filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim()).join("\n");
      if (field("event")) yield [field("event"), JSON.parse(field("data"))];
    }
  }
};

export const server = (base, embedder) => {
  const headers = () => ({ "Content-Type": "application/json", "X-Visitor": visitor(), ...(embedder ? { "X-Embedder": embedder } : {}) });

  const ask = async (method, path, body, signal) => {
    const answer = await fetch(`${base}/api/${path}`, { method, headers: headers(), body: body && JSON.stringify(body), signal, credentials: "omit" });
    if (answer.ok) return answer;
    const told = await answer.json().catch(() => ({}));
    throw new Refused(told.error || `${answer.status}`, answer.status);
  };

  const read = async (method, path, body) => {
    const answer = await ask(method, path, body);
    return answer.status === 204 ? null : answer.json();
  };

  const turn = async function* (id, body, signal) {
    yield* eventsOf(await ask("POST", `conversations/${id}/turns`, body, signal));
  };

  return { read, turn };
};
