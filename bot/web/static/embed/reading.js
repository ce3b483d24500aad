// Says that the article around it is being read, and makes room for the chat once it is.

import { host as hostOf } from "./host.js";

const { base, words, origin, page, error } = JSON.parse(document.getElementById("given").textContent);
const host = hostOf(origin);
const EVERY = 1000; // milliseconds
const GIVE_UP = 180; // questions

const refuse = (why) => {
  document.getElementById("reading").textContent = words.unread;
  host.tell("error", { message: why });
};

const look = async (left) => {
  const answer = await fetch(`${base}/api/pages?${new URLSearchParams({ address: page })}`, { credentials: "omit" });
  const told = await answer.json();
  if (!answer.ok) refuse(told.error);
  else if (told.state === "ready") location.reload();
  else if (told.state === "refused" || !left) refuse(told.error || words.unreachable);
  else setTimeout(() => look(left - 1).catch(() => refuse(words.unreachable)), EVERY);
};

host.tell("reading");
if (error) refuse(error);
else look(GIVE_UP).catch(() => refuse(words.unreachable));
