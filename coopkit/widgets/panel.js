/** The results: what the kernel worked out, each finding opening into numbers, rule, article, and what would change it. */

import { h, randomId, redraw, sourceList, tag } from "./dom.js";
import { lawBlock, picturesBlock } from "./pictures.js";
import { pitchBlock, presenting } from "./pitch.js";

/** Milliseconds before one is told how far something is; what comes sooner is better without a bar that flashes. */
const PATIENCE = 300;
/** A figure, not a sentence: on a phone it stands on one line with its name. @param {string} text */
const brief = (text) => text.length <= 16;
const list = (/** @type {string} */ kind, /** @type {any[]} */ items) => h(kind, {}, items.map((item) => h("li", {}, item)));

export class Panel {
  /** @param {HTMLElement} root @param {import("./dom.js").Voice} voice @param {import("./pictures.js").Acts | null} acts where answers are saved, other pages stand beside this one too */
  constructor(root, voice, acts = null) {
    Object.assign(this, { root, voice, acts, uid: `p${randomId(3)}:` });
    this.box = h("div", { class: "blocks" });
    this.spoken = h("p", { class: "vh", role: "status" });
    this.title = h("h2", {});
    root.replaceChildren(this.title, this.box, this.spoken);
    this.wait("form.panel.coming");
  }

  /** Say why there is nothing yet, or nothing new. @param {string | null} key @param {Record<string, any>} values */
  wait(key, values = {}) {
    this.note?.remove();
    this.note = key && h("p", { class: "waiting" }, this.voice.say(key, values));
    this.title.textContent = this.voice.say("form.panel.title");
    if (this.note) this.title.after(this.note);
  }

  /** @param {any} view */
  show(view) {
    this.wait(null);
    if (presenting(this.box)) {
      this.later = view;
      return;
    }
    this.later = null;
    if (!view.blocks.some((/** @type {any} */ block) => block.type === "progress")) this.done();
    // What takes longer to find stays as it was until it comes again.
    const late = view.partial ? [...this.box.children].filter((node) => node.classList.contains("late")) : [];
    redraw(this.box, [...view.blocks.map((/** @type {any} */ block, /** @type {number} */ index) => this.block(block, index)), ...late]);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.spoken.textContent = view.spoken), 900);
  }

  /** What took longer: how far it is, or the block itself, in the place of the one of its id. @param {any} block */
  part(block) {
    const place = this.box.querySelector(`[data-part="${CSS.escape(block.id)}"]`);
    if (!place) return;
    if (block.type !== "progress") this.done();
    const fresh = this.block(block, 0);
    if (fresh !== place) redraw(this.box, [...this.box.children].map((node) => (node === place ? fresh : node)));
  }

  /** Nothing is under way. */
  done() {
    clearTimeout(this.slow);
    this.slow = null;
  }

  /** How far something is, once it takes long; a picture of the numbers before stands until its next one. @param {any} block @param {any} title */
  progress(block, title) {
    const place = this.box.querySelector(`[data-part="${CSS.escape(block.id)}"]`) || h("section", { class: "card chart", "data-part": block.id }, title);
    const told = place.querySelector(".making") || place.appendChild(h("div", { class: "making", hidden: true }, h("progress", {}), h("p", {})));
    Object.assign(told.querySelector("progress"), { max: block.of, value: block.done, ariaLabel: block.title });
    told.querySelector("p").textContent = block.text;
    place.setAttribute("aria-busy", "true");
    this.slow ??= setTimeout(() => this.box.querySelectorAll(".making").forEach((/** @type {any} */ one) => (one.hidden = false)), PATIENCE);
    return place;
  }

  /** A part that opens, and stays open over redraws. @param {string} key @param {any} props @param {any} summary @param {...any} kids */
  fold(key, props, summary, ...kids) {
    return h("details", { ...props, "data-key": this.uid + key }, h("summary", { id: `${this.uid}${key}:title` }, summary), ...kids);
  }

  /** @param {any} block @param {number} index */
  block(block, index) {
    const title = block.title && h("h3", {}, block.title);
    const draw = /** @type {Record<string, () => any>} */ ({
      group: () => this.group(block, title),
      families: () => h("section", { class: "card families" }, title, h("ul", {}, block.items.map((/** @type {any} */ item) =>
        h("li", {}, h("div", {}, h("h4", {}, item.title), tag(item.verdict, item.label), h("p", {}, item.sentence)), item.chart && this.picture(item.chart))))),
      screen: () => this.screen(block, title, index),
      compare: () => this.compare(block, title),
      canvas: () => this.canvas(block, title),
      pitch: () => pitchBlock(block, title, () => this.later && this.show(this.later)),
      table: () => h("section", { class: "card compare" }, title, h("p", {}, block.sentence), this.sheet(block)),
      chart: () => this.chart(block, title, index),
      progress: () => this.progress(block, title),
      steps: () => h("section", { class: "card steps" }, title, h("ol", {}, block.items.map((/** @type {any} */ item) =>
        h("li", {}, h("strong", {}, item.text), item.why && h("p", {}, item.why), h("p", { class: "soft" }, `${item.takes}. `, item.whom && [this.voice.say("form.panel.whom"), " ", item.whom])))),
        block.note && h("p", { class: "soft" }, block.note)),
      told: () => this.told(block, title),
      days: () => this.days(block, title),
      pictures: () => picturesBlock(block, title, this.uid, this.acts),
      law: () => lawBlock(block, title, this.uid, this.acts),
      own: () => h("section", { class: "card own late", "data-key": `${this.uid}own` }, title, h("p", {}, block.text)),
      contradictions: () => h("section", { class: "card contradictions" }, title, list("ul", block.items)),
      list: () => (block.fold ? this.fold(block.fold, { class: "card group" }, title, list("ol", block.items)) : h("section", { class: "card" }, title, list("ul", block.items))),
      notes: () => h("div", { class: "soft" }, block.items.map((/** @type {string} */ text) => h("p", {}, text))),
      note: () => h("p", { class: "note" }, block.text),
    })[block.type];
    return draw ? draw() : h("p", {});
  }

  /** A card of lines, each with what is said of it and what it lists. @param {any} block @param {any} title */
  told(block, title) {
    return h("section", { class: `card told${block.late ? " late" : ""}`, "data-key": `${this.uid}told:${block.id}` }, title, block.about && h("p", { class: "soft" }, block.about),
      h("ul", { class: "lines" }, block.items.map((/** @type {any} */ item) => h("li", {}, h("h4", {}, item.title), item.label && tag(item.verdict, item.label), h("p", {}, item.said),
        item.items.length > 0 && list("ul", item.items), item.notes.map((/** @type {string} */ text) => h("p", { class: "soft" }, text))))));
  }

  /** A question asked elsewhere: a link where there is that page. @param {any} ask */
  question(ask) {
    return h("p", {}, ask.text, " ", this.acts && ask.to ? h("a", { href: ask.to }, ask.link) : ask.link);
  }

  /** @param {any} block @param {any} title */
  group(block, title) {
    const inner = [block.about && h("p", { class: "soft" }, block.about),
      block.unread.map((/** @type {any} */ one) => h("div", { class: "soft" }, h("p", {}, one.text), list("ul", one.items))), block.findings.map((/** @type {any} */ finding) => this.finding(block.id, finding))];
    const summary = h("p", { class: "summary" }, block.summary);
    if (block.wanted) return h("section", { class: "card group" }, title, summary, ...inner);
    return this.fold(`group:${block.id}`, { class: "card group" }, [title, summary], ...inner);
  }

  /** @param {string} group @param {any} finding */
  finding(group, finding) {
    const say = (/** @type {string} */ key) => h("h5", {}, this.voice.say(`form.panel.${key}`));
    return this.fold(`finding:${group}:${finding.criterion}`, { class: "finding", "data-criterion": finding.criterion, "data-verdict": finding.verdict },
      [h("h4", {}, finding.title), tag(finding.verdict, finding.label), h("span", { class: "reason" }, finding.reason)],
      h("div", { class: "inside" },
        finding.steps.length > 0 && [say("numbers"), list("ol", finding.steps)],
        finding.notes.map((/** @type {string} */ text) => h("p", { class: "soft" }, text)),
        finding.change.length > 0 && [say("change"), list("ul", finding.change)],
        finding.sources.length > 0 && [say("rule"), sourceList(finding.sources, (text) => text)],
        h("p", { class: "soft" }, finding.certainty_label),
        finding.whom && [say("whom"), h("p", {}, finding.whom)]));
  }

  /** Where the money is: the picture, then lines with a verdict where there is one. @param {any} block @param {any} title @param {number} index */
  screen(block, title, index) {
    return h("section", { class: "card chart screen", "data-key": `${this.uid}screen:${block.id}` }, title, h("p", { class: "soft" }, block.about),
      block.chart ? this.figure(block.chart, index) : h("p", { class: "note" }, block.wait),
      h("ul", { class: "lines" }, block.items.map((/** @type {any} */ item) =>
        h("li", {}, h("h4", {}, item.title), item.verdict && tag(item.verdict, item.label), h("p", {}, item.sentence)))));
  }

  /** Things side by side (legal forms, schools of thought): a table, then a card each with the project's own numbers, where there are any. @param {any} block @param {any} title */
  compare(block, title) {
    return this.fold(`compare:${block.id}:${block.open}`, { class: "card group compare", open: block.open }, [title, block.said && list("ul", block.said)], h("p", { class: "soft" }, block.about),
      this.sheet(block),
      block.own && h("h4", {}, block.own),
      block.items.length > 0 && h("ul", { class: "lines" }, block.items.map((/** @type {any} */ item) => h("li", {}, h("h5", {}, item.title), list("ul", item.said),
        item.stopped.length > 0 && [h("p", {}, item.stops), list("ul", item.stopped)], item.notes.map((/** @type {string} */ text) => h("p", { class: "soft" }, text))))),
      block.notes.map((/** @type {string} */ text) => h("p", { class: block.own ? "soft" : "note" }, text)),
      block.sure && h("p", { class: "soft" }, block.sure), h("p", {}, block.advice));
  }

  /** The collective canvas: a sheet of boxes, each with the team's words, or its question, and what is known beside them. @param {any} block @param {any} title */
  canvas(block, title) {
    return h("section", { class: "card canvas" }, title, h("p", { class: "soft" }, block.about), h("p", { class: "soft" }, block.count),
      h("ol", { role: "list" }, block.items.map((/** @type {any} */ item) => h("li", { class: item.id }, h("h4", {}, item.title),
        h("p", { class: item.text ? "said" : "asks" }, item.text || item.asks), item.known && h("p", { class: "known" }, item.from, " ", item.known)))));
  }

  /** Days that matter, and a link that holds their file: saving it asks nothing of any server. @param {any} block @param {any} title */
  days(block, title) {
    return h("section", { class: "card days" }, title,
      h("ul", { class: "lines" }, block.items.map((/** @type {any} */ item) => h("li", {}, h("strong", {}, item.day), h("p", {}, item.what)))),
      h("p", {}, h("a", { class: "button", download: block.file.name, href: `data:text/calendar;charset=utf-8,${encodeURIComponent(block.file.text)}` }, block.file.label)),
      h("p", { class: "soft" }, block.how));
  }

  /** Things side by side, one a column; on a phone one below the other. @param {any} block */
  sheet(block) {
    const cell = (/** @type {any} */ one, /** @type {number} */ column) => h("td", { role: "cell", class: one.stand ?? (brief(one.text ?? one) ? "brief" : null), "data-label": block.columns[column] }, one.text ?? one, one.certainty && [" ", h("small", { class: "soft" }, one.certainty)],
      one.label && h("p", { class: "stand" }, h("strong", {}, one.label), " ", one.because));
    return h("table", { role: "table", class: "plain", "aria-label": block.title },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, [block.corner, ...block.columns].map((/** @type {string} */ name) => h("th", { role: "columnheader", scope: "col" }, name)))),
      h("tbody", { role: "rowgroup" }, block.rows.map((/** @type {any} */ row) => h("tr", { role: "row" }, h("th", { role: "rowheader", scope: "row" }, row.title), row.cells.map(cell)))));
  }

  /** @param {any} chart */
  picture(chart) {
    return h("img", { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(chart.svg)}`, alt: chart.sentence });
  }

  /** @param {any} block @param {any} title @param {number} index */
  chart(block, title, index) {
    return h("section", { class: "card chart", "data-part": block.id }, title, this.figure(block, index));
  }

  /** A picture, its sentence, and its numbers as a table that opens. @param {any} chart @param {number} index */
  figure(chart, index) {
    const named = chart.title || chart.sentence;
    return [
      h("figure", {}, chart.svg && this.picture(chart), h("figcaption", {}, chart.sentence, chart.caption && h("span", { class: "soft" }, ` ${chart.caption}`))),
      chart.ask && this.question(chart.ask),
      this.fold(`chart:${chart.id || index}`, {}, this.voice.say("form.panel.table"), h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": named },
        h("table", { class: "plain" }, h("thead", {}, h("tr", {}, chart.columns.map((/** @type {string} */ name) => h("th", { scope: "col" }, name)))),
          h("tbody", {}, chart.rows.map((/** @type {string[]} */ row) => h("tr", {}, row.map((cell, column) => (column ? h("td", {}, cell) : h("th", { scope: "row" }, cell)))))))))];
  }
}
