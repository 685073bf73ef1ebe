/** Numbers as people write them, and back: comma or point, spaces, euro and percent signs. No floats: decimals stay strings. */

const NARROW = "\u202f";

/** "2 500,50 €" -> "2500.50"; undefined when it is no number. @param {string} text @param {string} language @returns {string | undefined} */
export function parseDecimal(text, language) {
  const s = text.replace(/[\s'’€%]|eur(os?)?$/gi, "").replace(/^[−–]/, "-");
  const own = language === "en" ? "," : ".";
  const other = language === "en" ? "." : ",";
  for (const [group, mark] of [[own, other], [other, own]]) {
    const grouped = new RegExp(`^-?[1-9]\\d{0,2}(\\${group}\\d{3})+(\\${mark}\\d+)?$`).test(s);
    // "1,500" is a thousand and a half to an English reader, one and a half to the others.
    if (grouped && (group === own || s.includes(mark) || s.split(group).length > 2)) return s.replaceAll(group, "").replace(mark, ".");
  }
  const plain = s.replace(",", ".").replace(/^(-?)\./, "$10.").replace(/\.$/, "");
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(plain) ? plain.replace(/^(-?)0+(?=\d)/, "$1") : undefined;
}

/** "1/10", "10 %" or "0,1" -> "1/10". @param {string} text @param {string} language @returns {string | undefined} */
function parseFraction(text, language) {
  const asked = /^\s*(\d{1,9})\s*[/:]\s*(\d{1,9})\s*$/.exec(text);
  if (asked) return Number(asked[2]) > 0 ? `${Number(asked[1])}/${Number(asked[2])}` : undefined;
  const decimal = parseDecimal(text, language);
  if (decimal === undefined || decimal.startsWith("-")) return undefined;
  const digits = (decimal.split(".")[1] || "").length;
  let [a, b] = [Number(decimal.replace(".", "")), 10 ** digits * (/%/.test(text) ? 100 : 1)];
  const divisor = (/** @type {number} */ x, /** @type {number} */ y) => { while (y) [x, y] = [y, x % y]; return x || 1; };
  const by = divisor(a, b);
  return `${a / by}/${b / by}`;
}

/** @param {string | number} value */
export function amount(value) {
  const [a, b] = String(value).split("/").map(Number);
  return b ? a / b : a;
}

/** What a field of this type stores for a typed text; undefined when unreadable. @param {string} type @param {string} text @param {string} language */
export function parseNumber(type, text, language) {
  if (type === "fraction") return parseFraction(text, language);
  const decimal = parseDecimal(text, language);
  if (type !== "integer" || decimal === undefined) return decimal;
  return /^-?\d+(\.0+)?$/.test(decimal) && Number.isSafeInteger(Number(decimal)) ? Number(decimal) : undefined;
}

/** A stored number as its field shows it; thousands apart by a thin space, which no language mistakes for a mark. @param {string} type @param {any} value @param {string} language */
export function showNumber(type, value, language) {
  if (value == null || typeof value === "object" || type === "fraction") return typeof value === "string" ? value : "";
  const [whole, rest] = String(value).split(".");
  const long = whole.replace("-", "").length > (type === "integer" ? 4 : 3); // years stay whole
  const shown = long ? whole.replace(/\B(?=(\d{3})+$)/g, NARROW) : whole;
  return rest === undefined ? shown : shown + (language === "en" ? "." : ",") + rest;
}

/** One step up or down from a stored number, or from what is taken while there is none; kept within its limits. @param {any} value @param {any} field @param {number} direction */
export function stepNumber(value, field, direction) {
  const step = field.step || { money: "100", decimal: "0.5" }[field.type] || "1";
  const from = value ?? field.default ?? "0";
  const digits = Math.max(...[from, step].map((number) => (String(number).split(".")[1] || "").length));
  let next = amount(from) + direction * amount(step);
  if (field.minimum != null) next = Math.max(next, amount(field.minimum));
  if (field.maximum != null) next = Math.min(next, amount(field.maximum));
  return field.type === "integer" ? Math.round(next) : next.toFixed(digits);
}
