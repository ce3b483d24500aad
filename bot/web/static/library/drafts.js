// What a reviewer has typed and not saved yet: it outlives a redrawn list, and the page is not left without a question.

const drafts = new Map(); // by what is edited

export const draftOf = (key) => drafts.get(key);

export const keepDraft = (key, draft) => drafts.set(key, draft);

export const dropDraft = (key) => drafts.delete(key);

addEventListener("beforeunload", (event) => {
  if (drafts.size) event.preventDefault();
});
