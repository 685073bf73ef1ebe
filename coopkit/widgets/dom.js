/**
 * Elements, texts and redraws: what the other modules draw with.
 * Text of people and of the kernel only ever becomes text nodes, never HTML.
 */

/** @typedef {{fr: string, nl: string, en: string}} T */

/**
 * Make an element; `on<event>` adds a listener, true is an empty attribute, null and false are left out.
 * @param {string} tag
 * @param {Record<string, any>} props
 * @param {...any} kids
 * @returns {any}
 */
export function h(tag, props = {}, ...kids) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) el.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) el.setAttribute(name, value === true ? "" : value);
  }
  el.append(...kids.flat(Infinity).filter((kid) => kid != null && kid !== false && kid !== ""));
  return el;
}

/** A space stands before these signs in French, and inside these quotes; no line may break there. @param {string} said */
export const unbroken = (said) => said.replace(/ (?=[:;?!»%])|(?<=«) /g, "\u00a0");

/** Says texts in the language of the moment. */
export class Voice {
  /** @param {Record<string, any>} texts @param {string} language */
  constructor(texts, language) {
    this.texts = texts;
    this.language = language;
  }

  /** @param {T | null | undefined} text */
  t(text) {
    const said = text ? text[this.language] || text.fr || "" : "";
    return typeof said === "string" ? unbroken(said) : said;
  }

  /** The text of a key with its placeholders filled; one or other by `count`. @param {string} key @param {Record<string, any>} values */
  say(key, values = {}) {
    let text = this.t(this.texts[key]) || key;
    if (typeof text === "object") text = text[new Intl.PluralRules(this.language).select(values.count)] || text.other;
    return text.replace(/\{(\w+)(?::\w+)?\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }
}

const SIGNS = /** @type {Record<string, string>} */ ({ met: "✓", not_yet: "→", not_met: "✕", unknown: "?", not_applicable: "–", advice: "!" });

/** A verdict as word, sign and colour. @param {string} verdict @param {string} label */
export function tag(verdict, label) {
  return h("span", { class: `tag ${verdict}` }, h("span", { "aria-hidden": "true" }, SIGNS[verdict] || ""), label);
}

/** Sources with their article; a link only where the text stands. @param {any[]} sources @param {(text: any) => string} say */
export function sourceList(sources, say) {
  return h("ul", { class: "sources" }, sources.map((source) => {
    const title = [say(source.title), source.article && say(source.article)].filter(Boolean).join(", ");
    return h("li", {}, source.url ? h("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, title) : title);
  }));
}

/** A short id; phones reach us over plain http, where crypto.randomUUID does not exist. @param {number} bytes */
export function randomId(bytes = 8) {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const handle = (/** @type {any} */ el) => el.id || el.dataset.key || "";
const found = (/** @type {Element} */ root, /** @type {string} */ key) =>
  root.querySelector(`[id="${CSS.escape(key)}"], [data-key="${CSS.escape(key)}"]`);

/**
 * Replace what an element holds, keeping open <details>, focus, caret and the place on screen.
 * Elements are recognised by id or data-key.
 * @param {Element} root
 * @param {Node[]} nodes
 */
export function redraw(root, nodes) {
  const focus = /** @type {any} */ (root.contains(document.activeElement) ? document.activeElement : null);
  const key = focus && handle(focus);
  const caret = focus && /^(text|textarea)$/.test(focus.type) ? [focus.selectionStart, focus.selectionEnd] : null;
  const top = focus && focus.getBoundingClientRect().top;
  const open = new Map([...root.querySelectorAll("details[data-key]")].map((el) => [handle(el), /** @type {any} */ (el).open]));
  root.replaceChildren(...nodes);
  for (const el of root.querySelectorAll("details[data-key]")) {
    const was = open.get(handle(el));
    if (was !== undefined) /** @type {any} */ (el).open = was;
  }
  const again = /** @type {any} */ (key && found(root, key));
  if (!again) return;
  again.focus({ preventScroll: true });
  if (caret) again.setSelectionRange(...caret);
  // At once: a smooth scroll would overtake the next focus.
  scrollBy({ top: again.getBoundingClientRect().top - top, behavior: /** @type {any} */ ("instant") });
}

const TAP = 5000; // a list that opens may keep the end of the tap that opened it to itself
let pressed = 0;
/** @type {(() => void)[]} */ const waiting = [];
const holdStill = (/** @type {number} */ time) => {
  clearTimeout(pressed);
  pressed = setTimeout(() => {
    pressed = 0;
    for (const draw of waiting.splice(0)) draw();
  }, time);
};
addEventListener("pointerdown", () => holdStill(TAP), true);
// The click of a tap comes a moment after its end.
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => pressed && holdStill(60), true);

/** Draw what comes by itself, once no finger is down: a tap must end on what it began on. @param {() => void} draw */
export function still(draw) {
  if (pressed) waiting.push(draw);
  else draw();
}

/** The value at a dotted path of a nested document, undefined where there is none. @param {any} document_ @param {string} path */
export function valueAt(document_, path) {
  return path.split(".").reduce((at, part) => (at && Object.hasOwn(at, part) ? at[part] : undefined), document_);
}

/** Put a value at a dotted path; null removes it. @param {any} document_ @param {string} path @param {any} value */
export function putAt(document_, path, value) {
  const parts = path.split(".");
  const last = /** @type {string} */ (parts.pop());
  if (value === null && valueAt(document_, path) === undefined) return;
  const holder = parts.reduce((at, part) => {
    // "Don't know" and "taken away" are values, not places to put something in.
    if (!Object.hasOwn(at, part) || typeof at[part] !== "object" || at[part] === null || typeof at[part].is === "string") at[part] = {};
    return at[part];
  }, document_);
  if (value === null) delete holder[last];
  else holder[last] = value;
}
