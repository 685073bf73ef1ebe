/** Pictures of a dossier and the law of another day, set beside now: what can be asked, and what the kernel says differs. */

import { h, randomId } from "./dom.js";

/** @typedef {{keep: (row: string, name: string) => void, remove: (row: string) => void, compare: (what: Record<string, string>) => void}} Acts what a person can do; nothing where nobody saves */

/** Lines under the page that asks them. @param {any[]} pages */
const paged = (pages) => pages.map((page) => [h("h5", {}, page.title), h("ul", {}, page.items.map((/** @type {string} */ item) => h("li", {}, item)))]);

/** @param {any} block @param {any} title @param {string} uid @param {Acts | null} acts */
export function picturesBlock(block, title, uid, acts) {
  const { words } = block;
  const name = h("input", { id: `${uid}picture:name`, type: "text", maxlength: "80", list: `${uid}picture:names`, autocomplete: "off" });
  const keep = () => {
    if (name.value.trim()) acts?.keep(randomId(4), name.value.trim());
    else name.focus();
  };
  const remove = (/** @type {string} */ row, /** @type {HTMLElement} */ pressed) => {
    // The button goes with its line: who works by keyboard stays beside it.
    const section = /** @type {HTMLElement} */ (pressed.closest(".pictures"));
    acts?.remove(row);
    section.focus({ preventScroll: true });
  };
  const choose = (/** @type {number} */ at, /** @type {string} */ end, /** @type {string} */ said) => {
    const select = h("select", { id: `${uid}picture:${end}`, onchange: () => acts?.compare({ [end]: select.value }) },
      block.choices.map((/** @type {any} */ one) => h("option", { value: one.id, selected: one.id === block.ends[at] }, one.name)));
    return h("div", { class: "field" }, h("label", { for: select.id }, said), select);
  };
  return h("section", { class: "card pictures late", tabindex: "-1", "aria-label": block.title, "data-key": `${uid}pictures` }, title, h("p", { class: "soft" }, block.about),
    acts && (block.full ? h("p", { class: "note" }, block.full) : h("div", { class: "field keep" }, h("label", { for: name.id }, words.name), name,
      h("datalist", { id: `${uid}picture:names` }, block.names.map((/** @type {string} */ one) => h("option", { value: one }))),
      h("button", { type: "button", id: `${uid}picture:keep`, onclick: keep }, words.keep))),
    block.rows.length > 0 && h("ul", { class: "kept" }, block.rows.map((/** @type {any} */ row) => h("li", {}, row.name,
      acts && h("details", { "data-key": `${uid}picture:${row.id}` }, h("summary", {}, row.remove), h("button", { type: "button", onclick: (/** @type {any} */ event) => remove(row.id, event.currentTarget) }, words.sure))))),
    acts && block.rows.length > 0 && h("div", { class: "ends" }, choose(0, "from", words.from), choose(1, "to", words.to)),
    block.told.map((/** @type {any} */ part) => [h("h4", {}, part.title), paged(part.pages)]), block.none && h("p", {}, block.none));
}

/** @param {any} block @param {any} title @param {string} uid @param {Acts | null} acts */
export function lawBlock(block, title, uid, acts) {
  const day = h("input", { id: `${uid}law:on`, type: "date", value: block.on, onchange: () => day.value && acts?.compare({ on: day.value }) });
  return h("section", { class: "card law late", "data-key": `${uid}law` }, title, h("p", { class: "soft" }, block.about),
    acts && h("div", { class: "field" }, h("label", { for: day.id }, block.label), day), h("p", {}, block.between), paged(block.pages), block.none && h("p", {}, block.none));
}
