// Keeps text readable on and in the colours that a publisher chooses: at least 4.5 to 1, as WCAG 2.2 asks of text
// (success criterion 1.4.3, https://www.w3.org/TR/WCAG22/#contrast-minimum).

const LEAST = 4.5;
const EVEN = Math.sqrt(1.05 * 0.05) - 0.05; // the luminance on which black and white are told apart equally well, 4.58 to 1

// Red, green and blue from 0 to 1 of any CSS colour, in whatever space it is written.
const channels = (colour) => {
  const probe = document.createElement("i");
  probe.style.color = `color-mix(in srgb, ${colour}, ${colour})`;
  document.body.append(probe);
  const given = getComputedStyle(probe).color.match(/-?[\d.]+(?:e-?\d+)?/g).slice(0, 3).map(Number);
  probe.remove();
  return given.map((value) => Math.min(Math.max(value, 0), 1));
};

// https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
const luminance = (rgb) => {
  const [red, green, blue] = rgb.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const written = (rgb) => `rgb(${rgb.map((value) => Math.round(255 * value)).join(" ")})`;
const mixed = (one, other, part) => one.map((value, at) => value + (other[at] - value) * part);

const on = (ground) => (luminance(ground) > EVEN ? [0, 0, 0] : [1, 1, 1]);

// The colour, darkened or lightened as little as it takes to be read on each of these grounds.
const readable = (colour, grounds) => {
  for (let part = 0; part < 1; part += 0.04) {
    const tried = mixed(colour, on(grounds[0]), part).map((value) => Math.round(255 * value) / 255);
    if (grounds.every((ground) => contrast(tried, ground) >= LEAST)) return tried;
  }
  return on(grounds[0]);
};

const OWN = ["accent", "paper", "ink", "on-accent", "accent-soft", "accent-ink", "quiet"];

// Puts a publisher's colours over those of the theme, and works out what is written on and in them.
export const dress = (colours) => {
  const { style } = document.documentElement;
  for (const name of OWN) style.removeProperty(`--${name}`);
  const given = Object.entries(colours).filter(([, value]) => CSS.supports("color", value));
  if (!given.length) return;
  const of = (name) => channels(getComputedStyle(document.documentElement).getPropertyValue(`--${name}`));
  for (const [name, value] of given) style.setProperty(`--${name}`, value);
  const [paper, accent] = [of("paper"), of("accent")];
  const soft = mixed(paper, accent, 0.1);
  style.setProperty("--on-accent", written(on(accent)));
  style.setProperty("--accent-soft", written(soft));
  style.setProperty("--accent-ink", written(readable(accent, [paper, soft])));
  for (const name of ["ink", "quiet"]) style.setProperty(`--${name}`, written(readable(of(name), [paper, soft])));
};
