/** The form of a page: sections, questions, what the kernel says of each. It shows and keeps; it decides nothing. */

import { Voice, h, putAt, randomId, redraw, sourceList, still, tag, valueAt } from "./dom.js";
import { DONT_KNOW, annotate, fieldBlock, notes, prose, radios } from "./fields.js";
import { showNumber } from "./numbers.js";
import { tableBlock } from "./table.js";
import { Undo } from "./undo.js";

/** The same options asked of three things or more are lists beside each other; as radios they would fill screens. @param {any} ask @param {any[]} asks */
function compacted(ask, asks) {
  const key = (/** @type {any} */ one) => one.type === "choice" && one.options.map((/** @type {any} */ option) => option.id).join();
  return { ...ask, compact: Boolean(key(ask)) && asks.filter((other) => key(other) === key(ask)).length > 2 };
}

export class Form {
  /**
   * @param {HTMLElement} root
   * @param {{spec: any, dossier: any, language: string, status: HTMLElement, wished?: string[], results?: boolean, edited: (path: string, value: any) => void, jotted?: (path: string, value: any) => void, unread?: () => void}} settings
   *   `wished`: criteria that stand folded, as no target of this project demands them; `results`: they stand below, on the same page; `jotted`: what is being typed, for safekeeping, before `edited` says it; `unread`: what is typed cannot be read, or can again
   */
  constructor(root, { spec, dossier, language, status, wished = [], results = false, edited, jotted = () => {}, unread = () => {} }) {
    Object.assign(this, { root, spec, results, document: structuredClone(dossier), edited, jotted, unread, status });
    this.voice = new Voice(spec.texts, language);
    this.uid = `f${randomId(3)}:`;
    this.wished = wished;
    /** @type {any} */ this.view = { findings: {}, beside: {}, unreachable: {} };
    this.typed = new Map();
    this.problems = new Map();
    this.offers = new Map();
    this.jots = new Map();
    this.pending = new Map();
    this.removed = new Map();
    this.blocks = new Map();
    this.late = new Map();
    this.fields = new Map();
    for (const ask of spec.sections.flatMap((/** @type {any} */ s) => s.items).flatMap((/** @type {any} */ i) => i.asks)) {
      this.fields.set(ask.path, ask);
      for (const column of ask.columns || []) this.fields.set(`${ask.path}.*.${column.path}`, column);
    }
    this.bar = h("div", { class: "bar" });
    this.undo = new Undo(this);
    root.addEventListener("submit", (event) => event.preventDefault());
    root.addEventListener("focusout", () => setTimeout(() => still(() => [...this.late].forEach(([path, shown]) => this.refresh(path, shown)))));
    this.draw();
  }

  /** @param {string} path */
  get(path) {
    return valueAt(this.document, path);
  }

  /** @param {string} path @param {any} value */
  place(path, value) {
    putAt(this.document, path, value);
  }

  /** A person's edit: kept here, and told on. @param {string} path @param {any} value */
  edit(path, value) {
    // Typed text was kept letter by letter: what a mate wrote meanwhile is still on offer.
    const settled = this.jots.get(path) !== JSON.stringify(value) && this.offers.delete(path);
    this.jots.delete(path);
    this.undo.drop(path);
    this.place(path, value);
    // Drawn again only when it says something else: a button under somebody's finger must stay.
    if (this.problems.delete(path) || settled) annotate(this, path);
    this.reveal();
    this.edited(path, value);
  }

  /** Text is being typed. @param {string} path @param {any} value */
  jot(path, value) {
    this.jots.set(path, JSON.stringify(value));
    this.jotted(path, value);
  }

  /** What is being typed can be read no longer: what was kept of its beginning was never meant. @param {string} path */
  unjot(path) {
    if (this.jots.delete(path)) this.jotted(path, this.get(path) ?? null);
  }

  /** @param {string} path */
  annotate(path) {
    annotate(this, path);
  }

  /** @param {string} path @param {any} problem */
  problem(path, problem) {
    if (problem) this.problems.set(path, problem);
    else this.problems.delete(path);
    annotate(this, path);
    this.unread();
  }

  /** Paths of what is typed and cannot be read. */
  unreadable() {
    return [...this.problems.keys()].filter((path) => this.typed.has(path));
  }

  /** Paths at which what stands here was not taken: there is no last answer that could be read. */
  refused() {
    return this.unreadable().filter((path) => this.get(path) === this.typed.get(path));
  }

  /** Show another dossier in place of this one. @param {any} document */
  open(document) {
    for (const store of [this.typed, this.problems, this.offers, this.jots, this.removed, this.late, this.undo]) store.clear();
    this.document = document;
    this.draw();
  }

  /** What verdicts are asked of: who typed what cannot be read has not answered, though her last answer stays stored. */
  judged() {
    const unreadable = this.unreadable();
    const document = unreadable.length ? structuredClone(this.document) : this.document;
    for (const path of unreadable) putAt(document, path, DONT_KNOW);
    return document;
  }

  /** Drop what was typed and not stored. @param {string} path */
  forget(path) {
    clearTimeout(this.pending.get(path)?.timer);
    for (const store of [this.pending, this.typed, this.problems]) store.delete(path);
    annotate(this, path);
  }

  /** Typing is an answer: "I don't know" no longer holds. @param {string} path */
  untick(path) {
    const box = /** @type {any} */ (document.getElementById(`${this.uid}${path}:dontknow`));
    if (box) box.checked = false;
  }

  /** Store what is typed and still waits for typing to stop. */
  settle() {
    for (const { commit } of [...this.pending.values()]) commit();
  }

  /** Is a field not asked, given the answers so far? What contradicts another answer stands where it can be mended. @param {any} field */
  isHidden(field) {
    return !this.view.beside?.[field.path] && !Object.entries(field.only_if || {}).every(([path, wanted]) => [this.get(path)].flat().some((value) => /** @type {any} */ (wanted).includes(value)));
  }

  /** Show or hide fields that depend on other answers. */
  reveal() {
    for (const block of this.root.querySelectorAll("[data-path]")) {
      const field = this.fields.get(/** @type {any} */ (block).dataset.path);
      if (field) /** @type {any} */ (block).hidden = this.isHidden(field);
    }
    for (const cell of /** @type {any} */ (this.root.querySelectorAll("td[data-only]"))) cell.hidden = this.isHidden(JSON.parse(cell.dataset.only));
  }

  draw() {
    this.settle();
    this.blocks.clear();
    this.owners = this.asked();
    redraw(this.root, this.spec.sections.map((/** @type {any} */ section, /** @type {number} */ index) => this.section(section, index)));
    this.drawBar();
    this.show(this.view);
    for (const path of [...this.problems.keys(), ...this.offers.keys()]) annotate(this, path);
  }

  /** Where each fact is asked: with the first question that is not folded away. */
  asked() {
    const items = this.spec.sections.flatMap((/** @type {any} */ section) => this.arranged(section));
    const owners = new Map();
    for (const item of [...items.filter((/** @type {any} */ one) => !this.isWished(one)), ...items]) for (const ask of item.asks) if (!owners.has(ask.path)) owners.set(ask.path, item);
    return owners;
  }

  /** @param {any} item */
  isWished(item) {
    return this.wished.includes(item.criterion);
  }

  /** What matters to this project comes first. @param {any} section */
  arranged(section) {
    return [...section.items].sort((one, other) => Number(this.isWished(one)) - Number(this.isWished(other)));
  }

  /** @param {string} language */
  speak(language) {
    this.settle();
    this.voice.language = language;
    this.draw();
  }

  drawBar() {
    const { voice } = this;
    this.count = h("p", { class: "count" });
    this.meter = h("progress", { "aria-hidden": "true", value: 0, hidden: this.spec.kind !== "assessment" }); // keeps its place too
    this.undo.draw();
    this.bar.replaceChildren(h("div", { hidden: this.spec.kind === "result" }, this.count, this.meter), this.status, this.spec.kind === "lab" && this.undo.button || "", this.results && h("a", { href: "#results", class: "to-results" }, voice.say("form.to_results")) || "");
  }

  /** The section that opens by itself: the project, until its choices are made, then what comes after it. */
  first() {
    const [project] = this.spec.sections;
    const told = project.id === "project" && project.items.flatMap((/** @type {any} */ item) => item.asks).every((/** @type {any} */ ask) => ask.type !== "choice" || this.get(ask.path) != null);
    return told ? 1 : 0;
  }

  /** @param {any} section @param {number} index */
  section(section, index) {
    const { voice, spec } = this;
    const next = spec.sections[index + 1];
    const items = this.arranged(section);
    const wished = items.filter((item) => this.isWished(item));
    const key = (/** @type {string} */ id) => `${this.uid}section:${id}`;
    const go = () => {
      const details = this.root.querySelector(`[data-key="${key(next.id)}"]`);
      details.open = true;
      details.scrollIntoView();
      details.querySelector("summary").focus({ preventScroll: true });
    };
    return h("details", { class: "section card", "data-key": key(section.id), open: index === this.first() || spec.kind !== "assessment" },
      h("summary", { id: `${key(section.id)}:title` }, h("h2", {}, voice.t(section.title))),
      section.intro && prose(this, voice.t(section.intro)),
      items.filter((item) => !this.isWished(item)).map((item) => this.item(item, voice.t(section.title))),
      wished.length > 0 && h("details", { class: "wished", "data-key": key(`${section.id}:wished`), open: wished.some((item) => this.get(`answers.${item.criterion}`)) },
        h("summary", { id: `${key(section.id)}:wished:title` }, h("h3", {}, voice.say("form.wished", { count: wished.length }))),
        prose(this, voice.say("form.wished_about")),
        wished.map((item) => this.item(item, voice.t(section.title)))),
      next && h("button", { type: "button", class: "primary onward", onclick: go, "data-key": `${key(section.id)}:on` }, voice.say("form.onward", { title: voice.t(next.title) })));
  }

  /** @param {any} item @param {string} sectionTitle */
  item(item, sectionTitle) {
    const { voice } = this;
    const id = item.criterion;
    const title = voice.t(item.title);
    return h("fieldset", { class: "q", id, "data-q": id || item.id },
      h("legend", { class: title ? null : "vh" }, h("h3", {}, title || sectionTitle)),
      item.ask && prose(this, voice.t(item.ask)),
      h("p", { class: "unreachable", hidden: true }),
      h("div", { class: "body" },
        this.why(item, title),
        item.kind === "levels" && this.answer(id, "level", item.levels.map((/** @type {any} */ text, /** @type {number} */ value) => ({ value, label: voice.t(text) })), title),
        item.kind === "statement" && this.answer(id, "statement", ["yes", "planned", "no"].map((value) => ({ value, label: voice.say(`form.statement.${value}`) })), title),
        item.asks.map((/** @type {any} */ ask) => this.ask(compacted(ask, item.asks), item)),
        id && this.more(id, title)),
      id && h("p", { class: "verdict", "data-criterion": id }, voice.say("form.verdict_coming"))); // keeps its place: nothing jumps under a finger
  }

  /** @param {any} item @param {string} title */
  why(item, title) {
    const { voice } = this;
    if (!item.why && !item.look_for?.length && !item.sources?.length) return null;
    return h("details", { class: "why", "data-key": `${this.uid}why:${item.id}` },
      h("summary", { id: `${this.uid}why:${item.id}:title` }, voice.say("form.why"), h("span", { class: "vh" }, ` ${title}`)),
      item.why && prose(this, voice.t(item.why)),
      item.look_for.length > 0 && [h("h4", {}, voice.say("form.look_for")), h("ul", {}, item.look_for.map((/** @type {any} */ text) => h("li", {}, voice.t(text))))],
      item.sources.length > 0 && [h("h4", {}, voice.say("form.sources")), sourceList(item.sources, (text) => voice.t(text))]);
  }

  /** @param {string} path @param {() => any} build */
  block(path, build) {
    this.blocks.set(path, build);
    return build();
  }

  /** @param {string} id @param {string} part @param {any[]} options @param {string} title */
  answer(id, part, options, title) {
    const path = `answers.${id}.${part}`;
    return this.block(path, () => h("div", { class: "field", "data-path": path }, radios(this, path, options, title), notes(this, path)));
  }

  /** @param {any} ask @param {any} item */
  ask(ask, item) {
    if (this.owners.get(ask.path) !== item) {
      const place = `${this.uid}${ask.path}${ask.type === "table" ? ":title" : ""}`;
      const unfold = () => {
        for (let up = document.getElementById(place)?.closest("details"); up; up = up.parentElement?.closest("details")) up.open = true;
      };
      return h("p", { class: "above" }, h("a", { href: `#${place}`, onclick: unfold }, this.voice.say("form.above", { label: this.voice.t(ask.label) })));
    }
    return this.block(ask.path, () => (ask.type === "table" ? tableBlock(this, ask) : fieldBlock(this, ask)));
  }

  /** Evidence, and "not applicable, because". @param {string} id @param {string} title */
  more(id, title) {
    const { texts } = this.spec;
    const paths = ["evidence", "not_applicable"].map((part) => `answers.${id}.${part}`);
    return h("details", { class: "more", "data-key": `${this.uid}more:${id}`, open: paths.some((path) => this.get(path)) },
      h("summary", { id: `${this.uid}more:${id}:title` }, this.voice.say("form.more"), h("span", { class: "vh" }, ` ${title}`)),
      paths.map((path) => {
        const part = path.split(".")[2];
        const field = { path, type: "text", long: true, certain: true, label: texts[`form.${part}.label`], help: texts[`form.${part}.help`], options: [] };
        return this.block(path, () => fieldBlock(this, field));
      }));
  }

  /** Show what the kernel says: progress, verdicts, contradictions, what is not asked. @param {any} view */
  show(view) {
    const before = Object.keys(this.view.beside || {});
    this.view = view;
    if (view.wished && view.wished.join() !== this.wished.join()) {
      this.wished = view.wished;
      return void this.draw();
    }
    const { voice, root } = this;
    if (view.progress) {
      const { answered, total, minutes } = view.progress;
      this.count.textContent = [voice.say("form.progress", { answered, total, count: answered }),
        answered < total && voice.say("form.minutes", { count: Math.max(1, Math.ceil(minutes)), minutes: Math.max(1, Math.ceil(minutes)) })].filter(Boolean).join(" · ");
      Object.assign(this.meter, { hidden: total === 0, max: total || 1, value: answered });
    }
    this.reveal();
    for (const line of root.querySelectorAll(".verdict")) {
      const finding = view.findings[/** @type {any} */ (line).dataset.criterion];
      if (view.progress) line.replaceChildren(...(finding ? [tag(finding.verdict, finding.label), ` ${finding.reason}`] : []));
    }
    for (const item of /** @type {any} */ (root.querySelectorAll(".q"))) {
      const reason = view.unreachable[item.dataset.q];
      const note = item.querySelector(".unreachable");
      note.textContent = reason || "";
      note.hidden = !reason;
      item.querySelector(".body").hidden = Boolean(reason);
    }
    for (const path of new Set([...before, ...Object.keys(view.beside || {})])) annotate(this, path);
  }

  /** Somebody else's edit arrived; `shown` is called once the person can see it. @param {string} path @param {any} value @param {() => void} shown */
  receive(path, value, shown = () => {}) {
    this.undo.drop(path, true);
    this.place(path, value);
    this.refresh(path, shown);
  }

  /** Draw again the block of a path, unless the person is in it: then when she leaves. @param {string} path @param {() => void} shown */
  refresh(path, shown = () => {}) {
    const owner = [...this.blocks.keys()].find((known) => path === known || path.startsWith(`${known}.`));
    const old = owner && this.root.querySelector(`[data-path="${CSS.escape(owner)}"]`);
    if (old?.contains(document.activeElement) || [...this.pending.keys()].some((typing) => owner && typing.startsWith(owner))) {
      this.late.set(path, shown);
      return;
    }
    this.late.delete(path);
    shown();
    if (!old) return;
    old.replaceWith(this.blocks.get(owner)());
    annotate(this, owner);
    this.reveal();
  }

  /** The edit was not taken: the typed text stays, with why. @param {string} path @param {string} reason a sentence @param {any} value */
  reject(path, reason, value) {
    if (typeof value === "string" && !this.typed.has(path)) this.typed.set(path, value);
    this.problem(path, { text: reason });
  }

  /** Somebody else had written another value. @param {string} path @param {any} value */
  offer(path, value) {
    this.offers.set(path, { value });
    annotate(this, path);
  }

  /** @param {string} path */
  takeOffer(path) {
    const { value } = this.offers.get(path);
    this.forget(path);
    this.edit(path, value ?? null);
    document.activeElement instanceof HTMLElement && document.activeElement.blur();
    this.refresh(path);
    this.root.querySelector(`[id^="${CSS.escape(this.uid + path)}"]`)?.focus();
  }

  /** @param {string} path */
  dropOffer(path) {
    this.offers.delete(path);
    annotate(this, path);
  }

  /** A stored value in words. @param {string} path @param {any} value @returns {string} */
  worded(path, value) {
    const { voice } = this;
    if (value == null) return voice.say("form.offer.nothing");
    if (value.is === "dont_know") return voice.say("form.dont_know");
    const field = this.fields.get(path) || this.fields.get(path.replace(/\.[^.]+(\.[^.]+)$/, ".*$1"));
    const labels = new Map((field?.options || []).map((/** @type {any} */ option) => [option.id, voice.t(option.label)]));
    if (path.endsWith(".level")) return voice.t(this.spec.sections.flatMap((/** @type {any} */ s) => s.items).find((/** @type {any} */ i) => i.criterion === path.split(".")[1])?.levels[value]);
    if (path.endsWith(".statement")) return voice.say(`form.statement.${value}`);
    if (typeof value === "object") return Object.values(value).map((part) => labels.get(part) || String(part)).join(", ");
    return labels.get(value) || (/^(integer|decimal|money|percent)$/.test(field?.type) ? showNumber(field.type, value, voice.language) : String(value));
  }
}
