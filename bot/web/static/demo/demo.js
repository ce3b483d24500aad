// The playground: the line of HTML for the chosen options, and a page that has it.

const form = document.getElementById("options");
const root = new URL("..", import.meta.url);

const chosen = () => {
  const given = Object.fromEntries(new FormData(form));
  const options = { topic: given.topic, mode: given.mode, theme: given.theme, lang: given.lang, article: "article" };
  if (given.target === "left") options.position = "left";
  else options.target = given.target;
  if (given.accent !== "#4338ca") options.accent = given.accent;
  return [Object.entries(options).filter(([, value]) => value), given.page];
};

const show = () => {
  const [options, page] = chosen();
  const attributes = options.map(([name, value]) => ` data-${name}="${value}"`).join("");
  document.getElementById("snippet").textContent = `<script src="${new URL("widget.js", root)}"${attributes} async></script>`;
  document.getElementById("stage").className = page;
  document.getElementById("preview").src = new URL(`embed/article?${new URLSearchParams(options)}`, root);
};

form.addEventListener("change", show);
document.getElementById("copy").addEventListener("click", async (event) => {
  await navigator.clipboard.writeText(document.getElementById("snippet").textContent);
  event.target.textContent = "Copied";
  setTimeout(() => { event.target.textContent = "Copy"; }, 1500);
});
show();
