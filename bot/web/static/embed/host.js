// Talks with the page that the frame stands in: only with its own parent, and only with the origin that the server has let in.

export const host = (origin) => {
  const framed = window.parent !== window && Boolean(origin);
  const acts = {};
  addEventListener("message", (event) => {
    if (!framed || event.source !== window.parent || event.origin !== origin) return;
    acts[event.data?.debate]?.(event.data);
  });
  return {
    framed,
    on: (kind, act) => { acts[kind] = act; },
    tell: (kind, given = {}) => { if (framed) window.parent.postMessage({ debate: kind, ...given }, origin); },
  };
};
