// Finds sentences in the publisher's article and highlights them. The loader imports this file when a chat
// first needs it.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const BLOCK_OUT = "script,style,noscript,template,textarea,[hidden],policy-debate";
const SAME = ["'‘’‚′", '"“”„″«»', "-–—‐‑−"]; // what NFKC keeps apart, the plain sign first
const plain = (sign) => (/[\s\u00ad\u200b-\u200d\u2060\ufeff]/.test(sign) ? "" : SAME.find((one) => one.includes(sign))?.[0] || sign.normalize("NFKC"));
const squeeze = (text) => [...text].map(plain).join("");

// The article's text without spaces and typographic differences, and where each letter of it is.
export const reading = (article) => {
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

// The range of a passage in it, or null.
export const rangeOf = ({ text, places }, passage) => {
  const wanted = squeeze(passage);
  const start = wanted ? text.indexOf(wanted) : -1;
  if (start < 0) return null;
  const last = start + wanted.length - 1;
  const range = document.createRange();
  range.setStart(places[3 * start], places[3 * start + 1]);
  range.setEnd(places[3 * last], places[3 * last + 2]);
  return range;
};

export const hashOf = async (text) => {
  if (!crypto.subtle) return ""; // a page without HTTPS
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

// One sentence at a time is highlighted.
let unlight = () => {};
export const dark = () => unlight();
export const light = (range, given, panel, { still = false } = {}) => {
  const colour = CSS.supports("color", given || "") ? given.trim() : "#fde68a";
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
  if (!still) reveal(range, panel);
};

// A sentence is highlighted where it stands; what is not there, or nothing, leaves none highlighted.
export const point = (article, text, given) => {
  const range = text && rangeOf(reading(article), text);
  if (range) light(range, given, null, { still: true });
  else dark();
};

// The sentence is scrolled to where the chat's panel does not cover it; where the page cannot scroll so far, the panel
// makes way: it shrinks to the larger part of the window above or below the sentence.
const reveal = (range, panel) => {
  const behavior = calm.matches ? "instant" : "smooth";
  const holder = range.startContainer.parentElement;
  const box = range.getBoundingClientRect();
  if (panel) {
    panel.style.height = "";
    panel.parentElement.classList.remove("up");
  }
  const over = panel?.getBoundingClientRect();
  const room = over && box.left < over.right && over.left < box.right ? over.top : innerHeight;
  if (room < innerHeight && box.height + 16 < room) scrollBy({ top: box.top - (room - box.height) / 2, behavior });
  else if (box.height < innerHeight && holder.getBoundingClientRect().height > innerHeight) scrollBy({ top: box.top - innerHeight / 3, behavior });
  else holder.scrollIntoView({ block: "center", behavior });
  if (panel) settled(() => makeWay(range, panel));
};

const settled = (act) => {
  let before = NaN;
  const look = () => {
    if (scrollY === before) act();
    else {
      before = scrollY;
      setTimeout(look, 100);
    }
  };
  setTimeout(look, 50);
};

const makeWay = (range, panel) => {
  const over = panel.getBoundingClientRect();
  const covered = [...range.getClientRects()].some((line) => line.left < over.right && over.left < line.right && line.top < over.bottom && over.top < line.bottom);
  if (!covered) return;
  const { top, bottom } = range.getBoundingClientRect();
  panel.parentElement.classList.toggle("up", top > innerHeight - bottom);
  panel.style.height = `${Math.max(top, innerHeight - bottom) - 32}px`;
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
