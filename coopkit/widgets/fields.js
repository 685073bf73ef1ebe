/** One control for each type of field, with its label, help, unit, "don't know", and what is wrong or disputed about it. */

import { h, randomId } from "./dom.js";
import { amount, parseNumber, showNumber, stepNumber } from "./numbers.js";

export const DONT_KNOW = { is: "dont_know" };
/** A choice longer than this may be cut in a closed list on a phone. */
export const LONG = 26;
const NUMBERS = new Set(["integer", "decimal", "money", "percent", "fraction"]);
const isUnknown = (/** @type {any} */ value) => value?.is === "dont_know";
const same = (/** @type {any} */ a, /** @type {any} */ b) => JSON.stringify(a) === JSON.stringify(b);

/** A paragraph in which terms of the glossary are buttons that open their meaning. @param {any} desk @param {string} text */
export function prose(desk, text) {
  const { voice, spec } = desk;
  const meanings = new Map(spec.glossary.map((/** @type {any} */ g) => [voice.t(g.term).split(/ [(/]/)[0].toLowerCase(), voice.t(g.meaning)]));
  const words = [...meanings.keys()].sort((a, b) => b.length - a.length).map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const paragraph = h("p", {});
  const explained = [];
  const parts = words.length ? text.split(new RegExp(`(?<![\\p{L}\\d])(${words.join("|")})(?![\\p{L}\\d])`, "iu")) : [text];
  for (const [index, part] of parts.entries()) {
    const meaning = index % 2 && meanings.get(part.toLowerCase());
    if (!meaning || explained.some((note) => note.textContent === meaning)) {
      paragraph.append(part);
      continue;
    }
    const note = h("span", { class: "meaning", id: `term-${randomId(4)}`, hidden: true }, meaning);
    const toggle = (/** @type {any} */ event, shut = false) => {
      note.hidden = shut || !note.hidden;
      event.currentTarget.setAttribute("aria-expanded", String(!note.hidden));
    };
    paragraph.append(h("button", { type: "button", class: "term", "aria-expanded": "false", "aria-controls": note.id, onclick: toggle,
      onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && toggle(event, true) }, part));
    explained.push(note);
  }
  paragraph.append(...explained);
  return paragraph;
}

const idOf = (/** @type {any} */ desk, /** @type {string} */ path, part = "") => `${desk.uid}${path}${part && `:${part}`}`;

/** Places for what is said about a path; `annotate` fills them. @param {any} desk @param {string} path */
export function notes(desk, path) {
  return h("div", { class: "notes", "data-notes": path },
    h("p", { class: "problem", id: idOf(desk, path, "problem") }), h("div", { class: "beside", id: idOf(desk, path, "beside") }));
}

/** Say at a field what is wrong with it, what contradicts it, and what somebody else wrote. @param {any} desk @param {string} path */
export function annotate(desk, path) {
  const place = desk.root.querySelector(`[data-notes="${CSS.escape(path)}"]`);
  if (!place) return path.includes(".") ? annotate(desk, path.slice(0, path.lastIndexOf("."))) : undefined;
  const { voice } = desk;
  const problem = desk.problems.get(path);
  const control = desk.root.querySelector(`[id="${CSS.escape(idOf(desk, path))}"]`);
  control?.setAttribute("aria-invalid", String(Boolean(problem)));
  place.querySelector(".problem").textContent = problem ? problem.text || voice.say(problem.key, problem.values) : "";
  const offer = desk.offers.get(path);
  const said = Object.entries(desk.view.beside || {}).filter(([other]) => other === path || (other.startsWith(`${path}.`) && !desk.root.querySelector(`[data-notes="${CSS.escape(other)}"]`)));
  place.querySelector(".beside").replaceChildren(
    ...said.flatMap(([, sentences]) => sentences).map((sentence) => h("p", { class: "contradiction" }, sentence)),
    ...(offer ? [h("p", { class: "offer" }, voice.say("form.offer.text", { value: desk.worded(path, offer.value) }), " ",
      h("button", { type: "button", onclick: () => desk.takeOffer(path) }, voice.say("form.offer.take")), " ",
      h("button", { type: "button", class: "ghost", onclick: () => desk.dropOffer(path) }, voice.say("form.offer.keep")))] : []),
  );
  return undefined;
}

/**
 * Options as radios, for a choice, levels or a statement; "I don't know" comes last.
 * @param {any} desk @param {string} path @param {{value: any, label: string}[]} options @param {string} described
 */
export function radios(desk, path, options, described = "") {
  const { voice } = desk;
  const all = [...options, { value: DONT_KNOW, label: voice.say("form.dont_know") }];
  const clear = h("button", { type: "button", class: "ghost clear", hidden: desk.get(path) == null, "data-key": idOf(desk, path, "clear"),
    onclick: () => { clear.hidden = true; desk.edit(path, null); box.querySelectorAll("input").forEach((/** @type {any} */ input) => (input.checked = false)); box.querySelector("input").focus(); } },
    voice.say("form.clear"), h("span", { class: "vh" }, ` ${described}`));
  const pills = options.every((option) => option.label.length <= 30);
  const box = h("div", { class: pills ? "options pills" : "options" }, all.map((option, index) =>
    h("label", { class: index === options.length ? "option dontknow" : "option" },
      h("input", { type: "radio", id: idOf(desk, path, String(index)), name: idOf(desk, path), value: index, checked: same(desk.get(path), option.value),
        onchange: () => { clear.hidden = false; desk.edit(path, option.value); } }),
      h("span", {}, option.label))));
  return [box, clear];
}

/** Connect a typed control: saved when typing stops, kept as typed while it cannot be read. @param {any} desk @param {any} field @param {any} input @param {string} label */
function listen(desk, field, input, label = "") {
  const path = field.path;
  const number = NUMBERS.has(field.type);
  const typed = () => (input.value.trim() === "" ? [null, null] : read(desk, field, input.value.trim()));
  const commit = (final = false) => {
    const [value, problem] = typed();
    clearTimeout(desk.pending.get(path)?.timer);
    desk.pending.delete(path);
    if (value === undefined || problem) {
      if (!final) return;
      if (number) desk.undo.note(field, label, desk.get(path), false);
      desk.problem(path, problem);
      return;
    }
    if (desk.problems.has(path)) desk.problem(path, null);
    const now = desk.get(path) ?? null;
    if (!same(now, value) && !(value === null && isUnknown(now))) {
      if (number) desk.undo.note(field, label, now, !final);
      desk.edit(path, value);
    }
    if (!final) return;
    desk.undo.end(path);
    desk.typed.delete(path);
    if (number && value !== null) input.value = showNumber(field.type, value, desk.voice.language);
  };
  input.addEventListener("input", () => {
    desk.typed.set(path, input.value);
    desk.untick(path);
    const [value, problem] = typed();
    // Kept at once, sent when typing stops: the tab may be gone before that.
    if (value !== undefined && !problem) desk.jot(path, value);
    else desk.unjot(path);
    clearTimeout(desk.pending.get(path)?.timer);
    desk.pending.set(path, { commit, timer: setTimeout(commit, 400) });
  });
  input.addEventListener("change", () => commit(true));
  return input;
}

/** @param {any} desk @param {any} field @param {string} text @returns {[any, any]} the value, or what is wrong */
function read(desk, field, text) {
  if (!NUMBERS.has(field.type)) return text.length > 20000 ? [undefined, { key: "problems.too_long", values: { maximum: showNumber("money", 20000, desk.voice.language) } }] : [text, null];
  const { language } = desk.voice;
  const value = parseNumber(field.type, text, language);
  if (value === undefined) return [undefined, { key: `problems.${{ integer: "not_whole", fraction: "not_a_fraction" }[/** @type {string} */ (field.type)] || "not_a_number"}` }];
  const [low, high] = [field.minimum, field.maximum].map((limit) => limit != null && showNumber(field.type, limit, language));
  if (low !== false && amount(value) < amount(field.minimum)) return [undefined, { key: "problems.below_minimum", values: { minimum: low } }];
  if (high !== false && amount(value) > amount(field.maximum)) return [undefined, { key: "problems.above_maximum", values: { maximum: high } }];
  return [value, null];
}

/**
 * The bare control of a field, for a table's cell or inside `fieldBlock`.
 * @param {any} desk @param {any} field @param {string} label spoken name in a cell; empty where a <label> stands
 */
export function control(desk, field, label = "") {
  const { voice } = desk;
  const { path, type } = field;
  const id = idOf(desk, path);
  const value = desk.get(path);
  const name = { id, "aria-label": label || null, "aria-describedby": ["help", "problem", "beside"].map((part) => idOf(desk, path, part)).join(" ") };
  if (type === "choice") {
    const long = (/** @type {string} */ chosen) => {
      const label = voice.t(field.options.find((/** @type {any} */ option) => option.id === chosen)?.label);
      return label.length > LONG ? label : "";
    };
    // A closed list cuts a long choice on a narrow screen, and a very long one anywhere: it stands in full below.
    const whole = h("span", { "aria-hidden": "true" });
    const tell = (/** @type {string} */ chosen) => {
      whole.textContent = long(chosen);
      whole.className = `chosen${whole.textContent.length > 1.6 * LONG ? " very" : ""}`;
    };
    tell(value);
    const choose = (/** @type {any} */ event) => {
      tell(event.target.value);
      desk.edit(path, event.target.value === "?" ? DONT_KNOW : event.target.value || null);
    };
    return h("div", {}, h("select", { ...name, onchange: choose }, h("option", { value: "" }, voice.say("form.choose")),
      field.options.map((/** @type {any} */ option) => h("option", { value: option.id, selected: option.id === value }, voice.t(option.label))),
      !field.certain && h("option", { value: "?", selected: isUnknown(value) }, voice.say("form.dont_know"))), whole);
  }
  if (type === "choices") {
    const options = field.options.map((/** @type {any} */ option) => ({ value: option.id, label: voice.t(option.label) }));
    return h("fieldset", name, boxes(desk, path, options));
  }
  if (type === "date") {
    return h("input", { ...name, type: "date", value: typeof value === "string" ? value : "", onchange: (/** @type {any} */ event) => {
      desk.untick(path);
      desk.edit(path, event.target.value || null);
    } });
  }
  const stored = isUnknown(value) ? "" : NUMBERS.has(type) ? showNumber(type, value, voice.language) : value;
  const typed = desk.typed.get(path) ?? stored ?? "";
  if (field.long) return listen(desk, field, h("textarea", { ...name, rows: 2 }, typed));
  const number = NUMBERS.has(type);
  const input = listen(desk, field, h("input", { ...name, type: "text", value: typed, autocomplete: "off", class: number ? "number" : null,
    placeholder: number && field.default != null ? showNumber(type, field.default, voice.language) : null,
    inputmode: number ? (type === "fraction" || field.minimum == null || String(field.minimum).startsWith("-") ? null : "decimal") : null }), label || voice.t(field.label));
  if (!number) return input;
  const stepper = (/** @type {number} */ direction, /** @type {string} */ sign, /** @type {string} */ key) => h("button", { type: "button", class: "step", "data-key": idOf(desk, path, key),
    "aria-label": voice.say(`form.${key === "more" ? "more_of" : key}`, { label: label || voice.t(field.label) }),
    onclick: () => {
      const now = desk.get(path);
      input.value = String(stepNumber(isUnknown(now) ? null : now, field, direction));
      if (voice.language !== "en") input.value = input.value.replace(".", ",");
      input.dispatchEvent(new Event("input"));
      input.dispatchEvent(new Event("change"));
    } }, sign);
  const unit = field.unit ? h("span", { class: "unit" }, voice.t(field.unit)) : null;
  return type === "fraction" ? h("div", { class: "input" }, input, unit)
    : h("div", { class: "input" }, stepper(-1, "−", "less"), input, unit, stepper(1, "+", "more"));
}

/** A field as it stands in the form: label, help, control, "don't know", notes. @param {any} desk @param {any} field */
export function fieldBlock(desk, field) {
  const { voice } = desk;
  const { path } = field;
  const value = desk.get(path);
  const help = h("div", { class: "help", id: idOf(desk, path, "help") }, field.help && prose(desk, voice.t(field.help)));
  const options = () => field.options.map((/** @type {any} */ option) => ({ value: option.id, label: voice.t(option.label) }));
  const frame = { class: field.compact ? "field compact" : "field", "data-path": path, hidden: desk.isHidden(field) };
  if ((field.type === "choice" && field.options.length <= 5 && !field.compact) || field.type === "choices") {
    return h("fieldset", { ...frame, id: idOf(desk, path), "aria-describedby": `${idOf(desk, path, "problem")} ${idOf(desk, path, "beside")}` }, h("legend", {}, voice.t(field.label)), help,
      field.type === "choice" ? radios(desk, path, options(), voice.t(field.label)) : boxes(desk, path, options()), notes(desk, path));
  }
  const selects = field.type === "choice";
  return h("div", frame, h("label", { for: idOf(desk, path) }, voice.t(field.label)), help, control(desk, field),
    !selects && !field.certain && h("label", { class: "option dontknow" }, h("input", { type: "checkbox", id: idOf(desk, path, "dontknow"), checked: isUnknown(value), onchange: (/** @type {any} */ event) => {
      if (NUMBERS.has(field.type)) desk.undo.note(field, voice.t(field.label), desk.get(path), false);
      desk.forget(path);
      desk.root.querySelector(`[id="${CSS.escape(idOf(desk, path))}"]`).value = "";
      desk.edit(path, event.target.checked ? DONT_KNOW : null);
    } }), h("span", {}, voice.say("form.dont_know"))), notes(desk, path));
}

/** Several options at once; "I don't know" stands alone. @param {any} desk @param {string} path @param {{value: string, label: string}[]} options */
function boxes(desk, path, options) {
  const all = [...options, { value: "?", label: desk.voice.say("form.dont_know") }];
  const value = desk.get(path);
  const box = h("div", { class: "options pills" }, all.map((option) => h("label", { class: option.value === "?" ? "option dontknow" : "option" },
    h("input", { type: "checkbox", value: option.value, id: idOf(desk, path, option.value), checked: option.value === "?" ? isUnknown(value) : Array.isArray(value) && value.includes(option.value),
      onchange: (/** @type {any} */ event) => {
        const inputs = [...box.querySelectorAll("input")];
        const doubt = event.target.value === "?";
        if (event.target.checked) for (const input of inputs) if (doubt !== (input.value === "?")) input.checked = false;
        const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
        desk.edit(path, chosen.includes("?") ? DONT_KNOW : chosen.length ? chosen : null);
      } }), h("span", {}, option.label))));
  return box;
}
