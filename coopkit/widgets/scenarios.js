/** What is tried on a lab's page: named branches of the dossier (core/branches.py), one of them at a time in the form. */

import { h, putAt, randomId, redraw, valueAt } from "./dom.js";

const PLACE = "scenarios";
const REMOVED = { is: "removed" };
const isLeaf = (/** @type {any} */ value) => typeof value !== "object" || value === null || Array.isArray(value) || typeof value.is === "string";

/** Paths and values of a tree. @param {any} tree @param {string} prefix @returns {[string, any][]} */
function leaves(tree, prefix = "") {
  if (isLeaf(tree)) return tree == null ? [] : [[prefix, tree]];
  return Object.entries(tree).flatMap(([key, below]) => leaves(below, prefix ? `${prefix}.${key}` : key));
}

export class Scenarios {
  /** @param {any} form @param {{lab: string, dossier: any, example?: any, write: (path: string, value: any) => void, moved: () => void}} settings `write`: an edit of the dossier, by its own path; `moved`: another scenario stands in the form */
  constructor(form, { lab, dossier, example, write, moved }) {
    Object.assign(this, { form, lab, example, write, moved, whole: structuredClone(dossier), active: "", undo: null });
    this.root = h("section", { class: "card scenarios", "aria-labelledby": `${form.uid}scenarios` });
    this.draw();
  }

  /** Scenarios of this lab: id -> its tree. @returns {[string, any][]} */
  all() {
    return Object.entries(this.whole[PLACE] || {}).filter(([, tree]) => /** @type {any} */ (tree).lab === this.lab);
  }

  /** Where an edit of the form goes. @param {string} path */
  path(path) {
    return this.active ? `${PLACE}.${this.active}.${path}` : path;
  }

  /** What was tried and is again as the dossier has it is no longer tried: later answers of the dossier reach it. @param {string} path @param {any} value */
  edit(path, value) {
    const tried = this.active && valueAt(this.whole, this.path(path)) !== undefined;
    const same = tried && JSON.stringify(valueAt(this.whole, path) ?? null) === JSON.stringify(value);
    this.put(this.path(path), same ? null : this.active && value === null ? REMOVED : value);
  }

  /** @param {string} path @param {any} value */
  put(path, value) {
    putAt(this.whole, path, value);
    this.write(path, value);
  }

  /** What a scenario changes. @param {string} id @returns {[string, any][]} */
  tried(id) {
    const { name, lab, ...inside } = this.whole[PLACE]?.[id] || {};
    return leaves(inside).map(([path, value]) => [path, value.is === REMOVED.is ? null : value]);
  }

  /** The dossier as the form shows it. */
  document() {
    const { [PLACE]: beside, ...base } = structuredClone(this.whole);
    for (const [path, value] of this.active ? this.tried(this.active) : []) putAt(base, path, value);
    return base;
  }

  /** What pictures are asked of: everything; for what is typed and cannot be read, the last answer that could, and how many such there are. */
  asked() {
    const { active, form } = this;
    const whole = structuredClone(this.whole);
    for (const path of form.refused()) putAt(whole, this.path(path), { is: "dont_know" });
    return { dossier: whole, scenario: active, unread: form.unreadable().length };
  }

  /** An edit from elsewhere, by its path in the dossier. @param {string} path @param {any} value @param {() => void} shown */
  receive(path, value, shown) {
    putAt(this.whole, path, value);
    const [place, id, ...inside] = path.split(".");
    if (place === PLACE) {
      if (id === this.active && !inside.length) this.open("");
      else if (id === this.active && !/^(name|lab)$/.test(inside[0])) return this.form.receive(inside.join("."), value?.is === REMOVED.is ? null : value, shown);
      else this.draw();
    } else if (!this.active || !this.tried(this.active).some(([known]) => known === path || path.startsWith(`${known}.`) || known.startsWith(`${path}.`))) return this.form.receive(path, value, shown);
    return shown?.();
  }

  /** The path in the form of a path in the dossier, null when it is not in the form. @param {string} path */
  shown(path) {
    const prefix = this.path("");
    return path.startsWith(prefix) && (this.active || !path.startsWith(`${PLACE}.`)) ? path.slice(prefix.length) : null;
  }

  /** Put a scenario into the form; "" is the dossier itself. @param {string} id */
  open(id) {
    this.form.settle();
    this.active = id;
    this.form.open(this.document());
    this.draw();
    this.moved();
  }

  /** Begin a scenario where the form stands. @param {[string, any][]} edits @param {string} [name] */
  begin(edits = this.active ? this.tried(this.active) : [], name = undefined) {
    this.form.settle();
    const id = `k${randomId(4)}`;
    const { voice } = this.form;
    const taken = new Set(this.all().map(([, tree]) => tree.name));
    let count = 1;
    while (taken.has(voice.say("form.scenario.named", { count }))) count += 1;
    this.put(`${PLACE}.${id}.lab`, this.lab);
    this.put(`${PLACE}.${id}.name`, name || voice.say("form.scenario.named", { count }));
    for (const [path, value] of edits) this.put(`${PLACE}.${id}.${path}`, value === null ? REMOVED : value);
    this.undo = null;
    this.open(id);
    this.root.querySelector("[aria-pressed=true]")?.focus();
  }

  /** Take what is tried into the dossier, keeping the way back. */
  take() {
    this.form.settle();
    const { name } = this.whole[PLACE][this.active];
    const edits = this.tried(this.active).filter(([path, value]) => JSON.stringify(valueAt(this.whole, path) ?? null) !== JSON.stringify(value));
    const back = edits.flatMap(([path]) => {
      const before = leaves(valueAt(this.whole, path), path);
      return before.length ? before : /** @type {[string, any][]} */ ([[path, null]]);
    });
    for (const [path, value] of edits) this.put(path, value);
    this.undo = { name, count: edits.length, back };
    this.open("");
    this.root.querySelector(".undo button, [aria-pressed=true]")?.focus();
  }

  giveBack() {
    for (const [path, value] of this.undo.back) this.put(path, value);
    this.undo = null;
    this.open("");
    this.root.querySelector("[aria-pressed=true]")?.focus();
  }

  remove() {
    this.put(`${PLACE}.${this.active}`, null);
    this.open("");
    this.root.querySelector("[aria-pressed=true]")?.focus();
  }

  draw() {
    const { form, active, undo, example } = this;
    const say = (/** @type {string} */ key, values = {}) => form.voice.say(`form.scenario.${key}`, values);
    const key = (/** @type {string} */ id) => `${form.uid}scenario:${id}`;
    const called = (/** @type {any} */ tree) => tree.name || say("unnamed");
    const choice = (/** @type {string} */ id, /** @type {string} */ name) => h("button", { type: "button", "data-key": key(id), "aria-pressed": String(id === active), onclick: () => id !== active && this.open(id) }, name);
    const open = this.whole[PLACE]?.[active];
    const empty = example && !example.edits.some(([/** @type {string} */ path]) => valueAt(this.whole, path.split(".").slice(0, 2).join(".")));
    redraw(this.root, [
      h("h2", { id: `${form.uid}scenarios` }, say("title")),
      h("p", {}, say("about")),
      h("div", { class: "row", role: "group", "aria-label": say("which") }, choice("", say("ours")), this.all().map(([id, tree]) => choice(id, called(tree))),
        this.all().length < 12 && h("button", { type: "button", class: "add", "data-key": key("add"), onclick: () => this.begin() }, h("span", { "aria-hidden": "true" }, "+ "), say("add")),
        empty && h("button", { type: "button", class: "add", "data-key": key("example"), onclick: () => this.begin(example.edits, form.voice.t(example.title)) }, h("span", { "aria-hidden": "true" }, "+ "), say("add_example"))),
      ...(open ? [h("div", { class: "open" },
        h("label", { for: key("name") }, say("name")),
        h("input", { id: key("name"), type: "text", maxlength: 60, value: open.name || "", onchange: (/** @type {any} */ event) => {
          this.put(`${PLACE}.${active}.name`, event.target.value.trim() || null);
          this.draw();
        } }),
        h("div", { class: "row" },
          h("button", { type: "button", class: "primary", "data-key": key("take"), onclick: () => this.take() }, say("take")),
          h("button", { type: "button", class: "danger", "data-key": key("remove"), onclick: () => this.remove() }, say("remove"), h("span", { class: "vh" }, ` ${called(open)}`))))] : []),
      h("p", { class: "undo", role: "status" }, open ? say("trying", { name: called(open) }) : undo && [say("taken", { name: undo.name || say("unnamed"), count: undo.count }), " ",
        h("button", { type: "button", onclick: () => this.giveBack() }, say("give_back"))]),
    ]);
  }
}
