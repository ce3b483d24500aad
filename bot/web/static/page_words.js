// Puts the interface of the chat page into the reader's language, text by text, as Gradio and the page's scripts draw it.
// What the op-ed, replies and readers say stays as it is; so does a text that the list does not have.

const given = document.getElementById("page-words");
const words = JSON.parse(given.textContent);
const SAID = ".statement, .passage, .said, .welcome .argues, .by, #history li a, .withheld s, .related li, .sentences summary, textarea, input, script, style";
const NAMED = ["placeholder", "aria-label", "title"];

// "passage {}" has a place for what differs
const patterns = Object.entries(words).filter(([text]) => text.includes("{}")).map(([text, other]) => [new RegExp(`^${text.split("{}").map(RegExp.escape ?? ((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))).join("(.+)")}$`), other]);

const otherwise = (text) => {
  const plain = text.replace(/\s+/g, " ").trim();
  if (!plain) return null;
  if (Object.hasOwn(words, plain)) return words[plain];
  for (const [pattern, other] of patterns) {
    const found = plain.match(pattern);
    if (found) return other.replace("{}", found[1]);
  }
  return null;
};

const putText = (node) => {
  if (node.parentElement?.closest(SAID)) return;
  const other = otherwise(node.data);
  if (other !== null) node.data = `${node.data.match(/^\s*/)[0]}${other.trimStart() === other ? "" : " "}${other.trim()}${node.data.match(/\s*$/)[0]}`;
};

const putNames = (element) => {
  for (const name of NAMED) {
    const other = element.hasAttribute(name) ? otherwise(element.getAttribute(name)) : null;
    if (other !== null) element.setAttribute(name, other);
  }
};

const putAll = (root) => {
  if (root.nodeType === Node.TEXT_NODE) putText(root);
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  putNames(root);
  for (const element of root.querySelectorAll(NAMED.map((name) => `[${name}]`).join())) putNames(element);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) putText(texts.currentNode);
};

// Gradio names the browser's language, once it has loaded.
const name = () => {
  if (document.documentElement.lang !== given.lang) document.documentElement.lang = given.lang;
};
new MutationObserver(name).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
name();

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "characterData") putText(change.target);
    else if (change.type === "attributes") putNames(change.target);
    else change.addedNodes.forEach(putAll);
  }
}).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMED });
putAll(document.body);
