/** Rows a person adds, fills and removes: a real table, whose rows become cards where the place is small. */

import { h, randomId, redraw } from "./dom.js";
import { control, LONG, notes, prose } from "./fields.js";

/** A table with its title, help, rows and add button. @param {any} desk @param {any} table */
export function tableBlock(desk, table) {
  const title = `${desk.uid}${table.path}:title`;
  return h("div", { class: "field table", "data-path": table.path, role: "group", "aria-labelledby": title, hidden: desk.isHidden(table) },
    h("h4", { id: title }, desk.voice.t(table.label)), table.help && prose(desk, desk.voice.t(table.help)),
    h("div", { class: "rows" }, rows(desk, table, title)), notes(desk, table.path));
}

/** The conditions of a column as they stand in one row: other cells of that row, or fields of the dossier. @param {any} table @param {any} column @param {string} id */
function inRow(table, column, id) {
  const here = (/** @type {string} */ path) => (path.startsWith(`${table.path}.`) ? `${table.path}.${id}${path.slice(table.path.length)}` : path);
  return { path: here(`${table.path}.${column.path}`), only_if: Object.fromEntries(Object.entries(column.only_if || {}).map(([path, wanted]) => [here(path), wanted])) };
}

/** @param {any} desk @param {any} table @param {string} title @returns {Node[]} */
function rows(desk, table, title) {
  const { voice } = desk;
  const ids = Object.keys(desk.get(table.path) || {});
  const row = voice.t(table.row);
  const again = () => {
    const place = desk.root.querySelector(`[data-path="${table.path}"] .rows`);
    redraw(place, rows(desk, table, title));
    for (const column of table.columns) for (const id of Object.keys(desk.get(table.path) || {})) desk.annotate(`${table.path}.${id}.${column.path}`);
    return place;
  };
  const focus = (/** @type {string} */ key) => again().querySelector(`[id="${CSS.escape(key)}"], [data-key="${CSS.escape(key)}"]`)?.focus();
  const addKey = `${desk.uid}${table.path}:add`;
  const removeKey = (/** @type {string} */ id) => `${desk.uid}${table.path}.${id}:remove`;

  const add = (/** @type {string} */ id, /** @type {any} */ values) => {
    desk.removed.delete(table.path);
    desk.place(`${table.path}.${id}`, {});
    for (const [column, value] of Object.entries(values)) if (value != null) desk.edit(`${table.path}.${id}.${column}`, value);
    focus(`${desk.uid}${table.path}.${id}.${table.columns[0].path}`);
  };
  const remove = (/** @type {string} */ id, /** @type {string} */ name) => {
    const values = desk.get(`${table.path}.${id}`);
    for (const column of table.columns) desk.forget(`${table.path}.${id}.${column.path}`);
    desk.edit(`${table.path}.${id}`, null);
    desk.removed.set(table.path, { id, name, values });
    const next = ids[ids.indexOf(id) + 1] || ids[ids.indexOf(id) - 1];
    focus(next ? removeKey(next) : addKey);
  };

  const heading = (/** @type {any} */ column) => voice.t(column.label) + (column.unit ? ` (${voice.t(column.unit)})` : "");
  const cells = (/** @type {string} */ id, /** @type {string} */ name) => table.columns.map((/** @type {any} */ column) => {
    const path = `${table.path}.${id}.${column.path}`;
    const asked = inRow(table, column, id);
    const conditions = Object.keys(asked.only_if).length ? JSON.stringify(asked) : null;
    return h("td", { role: "cell", "data-only": conditions, hidden: desk.isHidden(asked), "data-label": heading(column), class: column.type === "choices" ? "choices" : column.options?.some((/** @type {any} */ option) => voice.t(option.label).length > LONG) ? "long" : column.type }, control(desk, { ...column, path, unit: null, default: null }, `${heading(column)}, ${name}`), notes(desk, path));
  });
  const gone = desk.removed.get(table.path);
  return [
    ids.length ? h("table", { role: "table", "aria-labelledby": title, class: table.columns.length > 2 ? "wide" : null },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, table.columns.map((/** @type {any} */ column) => h("th", { role: "columnheader", scope: "col" }, heading(column))),
        h("th", { role: "columnheader", scope: "col" }, h("span", { class: "vh" }, voice.say("form.table.remove"))))),
      h("tbody", { role: "rowgroup" }, ids.map((id, index) => {
        const label = desk.get(`${table.path}.${id}.${table.columns[0].path}`);
        const name = typeof label === "string" && label ? label : `${row} ${index + 1}`;
        return h("tr", { role: "row" }, cells(id, name), h("td", { role: "cell", class: "end" },
          h("button", { type: "button", class: "danger", "data-key": removeKey(id), onclick: () => remove(id, name) }, voice.say("form.table.remove"), h("span", { class: "vh" }, ` ${name}`))));
      }))) : h("p", { class: "empty" }, voice.say("form.table.empty")),
    h("p", { class: "undo", role: "status" }, gone && [voice.say("form.table.removed", { name: gone.name }), " ",
      h("button", { type: "button", onclick: () => add(gone.id, gone.values) }, voice.say("form.table.undo"))]),
    ids.length < 500 && h("button", { type: "button", class: "add", "data-key": addKey,
      onclick: () => add(`r${randomId(4)}`, Object.fromEntries(table.columns.map((/** @type {any} */ column) => [column.path, column.default]))) },
      h("span", { "aria-hidden": "true" }, "+ "), voice.say("form.table.add", { row })),
  ].filter(Boolean);
}
