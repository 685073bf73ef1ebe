/** Our served page: the form at once, answers saved over HTTP, then verdicts from a kernel that may come and go. */

import { Changes } from "./changes.js";
import { h, still, unbroken } from "./dom.js";
import { Form } from "./form.js";
import { Kernel } from "./kernel.js";
import { Outbox } from "./outbox.js";
import { Panel } from "./panel.js";
import { Scenarios } from "./scenarios.js";

const NAMES = { fr: "Français", nl: "Nederlands", en: "English" };
const MIME = "application/vnd.coopkit.widget+json";
const SILENCE = 4000;
const BREATH = 120;
const STREAM = 30000;

/** Sends the dossier to a kernel after each edit and shows its views; takes another kernel when one falls silent. */
class Assessor {
  /** @param {any} cfg @param {Form} form @param {Panel} panel @param {() => void} gone @param {Scenarios | null} scenarios */
  constructor(cfg, form, panel, gone, scenarios) {
    Object.assign(this, { cfg, form, panel, gone, scenarios, n: 0, state: "starting", last: "", patience: SILENCE, asked: -BREATH });
    addEventListener("pagehide", () => this.release());
    panel.root.addEventListener("click", () => this.state === "asleep" && this.attach());
  }

  /** @param {string} state */
  become(state) {
    this.state = state;
    document.body.dataset.kernel = state;
  }

  /** Something changed: ask at once, but not more often than a kernel can answer; the latest wins. Typing waited already. */
  nudge() {
    clearTimeout(this.soon);
    if (this.state === "asleep") this.attach();
    else this.soon = setTimeout(() => this.ask(), Math.max(0, this.asked + BREATH - performance.now()));
  }

  ask() {
    if (this.state !== "live") return;
    this.asked = performance.now();
    const asked = this.scenarios ? this.scenarios.asked() : { dossier: this.form.judged() };
    this.kernel.send({ type: "assess", n: ++this.n, ...asked, language: this.form.voice.language, date: this.cfg.date, compare: this.compare });
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => this.lose(), this.patience);
  }

  /** @param {any} message */
  hear(message) {
    if (message.n !== this.n) return;
    clearTimeout(this.watchdog);
    this.patience = SILENCE;
    still(() => message.n === this.n && this.say(message));
  }

  /** @param {any} message */
  say(message) {
    if (message.type === "problem") return void this.panel.wait("form.panel.problem", { text: message.text });
    const view = JSON.parse(JSON.stringify(message.view || message.block), (key, value) => (typeof value === "string" && key !== "svg" ? unbroken(value) : value));
    if (message.type === "part") return void this.panel.part(view);
    this.form.show(view);
    this.panel.show(view);
  }

  /** Join the kernel whose cells stand in `root`; resolves when it answers. @param {Element} root */
  join(root) {
    const outputs = [...root.querySelectorAll(".out script")].map((script) => JSON.parse(script.textContent || "{}"));
    const widget = outputs.map((output) => (output.data || output)[MIME]).find((data) => data?.widget === "form") || outputs.map((output) => (output.data || output)[MIME]).find(Boolean);
    const id = JSON.parse(root.querySelector("script.kernel")?.textContent || "{}").id;
    if (!id || !widget) return Promise.reject(new Error("no kernel in the cells"));
    this.last = id;
    return new Promise((resolve, reject) => {
      const kernel = (this.kernel = new Kernel(this.cfg.base, id, widget.model_id, {
        message: (/** @type {any} */ content) => kernel === this.kernel && this.hear(content),
        ready: () => {
          if (kernel !== this.kernel) return;
          this.become("live");
          resolve(null);
          this.ask();
        },
        gone: (why) => {
          reject(new Error(why));
          if (kernel !== this.kernel || this.state !== "live") return;
          if (why === "dead" && !document.hidden) this.lose();
          else this.sleep();
        },
      }));
      setTimeout(() => reject(new Error("silent")), 2 * this.patience);
    });
  }

  sleep() {
    clearTimeout(this.watchdog);
    this.kernel?.close();
    this.become("asleep");
  }

  lose() {
    // A machine that is only slow must not be given ever more kernels to start.
    this.patience = Math.min(30000, this.patience * 2);
    this.sleep();
    this.attach();
  }

  /** Take a fresh kernel for this page, again and again until there is one; the form is not touched. */
  async attach() {
    if (this.state === "attaching") return;
    this.become("attaching");
    for (let pause = 500; ; pause = Math.min(15000, pause * 2)) {
      try {
        const answer = await fetch(`${location.pathname}?fragment=1${this.last && `&replaces=${this.last}`}`, { cache: "no-store", signal: AbortSignal.timeout?.(60000) });
        if (answer.status === 403) return this.gone();
        if (answer.status === 503) this.panel.wait("form.panel.full");
        if (!answer.ok) throw new Error(String(answer.status));
        const fresh = new DOMParser().parseFromString(`<body>${await answer.text()}`, "text/html").body;
        await this.join(fresh);
        document.getElementById("cells")?.replaceChildren(...fresh.childNodes);
        return;
      } catch {
        this.kernel?.close();
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  /** The first kernel comes with the page itself, when its last cell has been streamed; a stream that broke off never ends. */
  async start() {
    const whole = document.readyState === "loading" && new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
    if (whole) await Promise.race([whole, new Promise((resolve) => (this.hurry = resolve)), new Promise((resolve) => setTimeout(resolve, STREAM))]);
    const cells = document.readyState === "loading" ? null : document.getElementById("cells");
    await (cells ? this.join(cells) : Promise.reject(new Error("cut off"))).catch(() => this.lose());
  }

  /** The page goes: its kernel is free for others. */
  release() {
    if (!this.last || this.state !== "live") return;
    navigator.sendBeacon(`${this.cfg.base}api/release/${this.last}?_xsrf=${encodeURIComponent(this.cfg.xsrf)}`);
    this.sleep();
  }
}

/** Buttons that change the language without a reload. @param {string} language @param {(language: string) => void} choose */
function languageButtons(language, choose) {
  const buttons = Object.entries(NAMES).map(([code, name]) => h("button", { type: "button", lang: code, "aria-pressed": String(code === language), onclick: () => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.lang === code));
    choose(code);
  } }, name));
  return h("div", { class: "langs", role: "group", "aria-label": "Langue · Taal · Language" }, buttons);
}

/** Show one language of the page around the form. @param {any} spec @param {string} language */
function speakPage(spec, language) {
  document.documentElement.lang = language;
  document.cookie = `coopkit_language=${language};path=/;max-age=31536000;samesite=lax`;
  document.title = `${spec.title[language]} · CoopKit`;
  for (const part of /** @type {any} */ (document.querySelectorAll("[data-lang]"))) part.hidden = part.dataset.lang !== language;
}

/** Bring a question another page names into view, out of the folds it stands in. @param {string} name */
function goTo(name) {
  const wanted = name && document.getElementById(name);
  for (let fold = /** @type {any} */ (wanted || null)?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (wanted) wanted.scrollIntoView();
}

function boot() {
  const cfg = JSON.parse(/** @type {any} */ (document.getElementById("coopkit")).textContent);
  const place = /** @type {HTMLElement} */ (document.getElementById("form"));
  const status = /** @type {HTMLElement} */ (document.getElementById("saved") || h("p", { id: "saved", role: "status" }));
  const on = {
    state: (/** @type {string} */ state, /** @type {number} */ count) => {
      status.dataset.state = state;
      if (state === "gone") changes.close();
      const text = state === "gone" ? form.voice.say("problems.seat_gone") : form.voice.say(`form.saved.${state}`, { count });
      if (status.textContent !== text) status.textContent = text;
    },
    rejected: (/** @type {string} */ path, /** @type {string} */ reason, /** @type {any} */ value) => {
      if (!path.startsWith("snapshots.")) return here(path, (at) => form.reject(at, reason || form.voice.say("form.rejected"), value));
      form.place(path, null);
      return panel.wait("form.panel.problem", { text: reason || form.voice.say("form.rejected") });
    },
    other: (/** @type {string} */ path, /** @type {any} */ value) => here(path, (at) => form.offer(at, value)),
    leaving: () => form.settle(),
    back: () => (changes.open(), assessor.hurry?.(), assessor.state === "asleep" && assessor.nudge()),
  };
  const outbox = new Outbox({ base: cfg.base, dossier: cfg.dossier_id, xsrf: cfg.xsrf, heads: cfg.heads, on });
  const first = cfg.spec.kind !== "result";
  const form = new Form(place, { spec: cfg.spec, dossier: cfg.dossier, language: cfg.language, status, wished: cfg.wished, results: first, edited: (path, value) => {
    if (scenarios) return scenarios.edit(path, value);
    outbox.add(path, value);
    return assessor.nudge();
  }, jotted: (path, value) => outbox.jot(scenarios?.path(path) || path, value), unread: () => assessor.nudge() });
  const scenarios = cfg.spec.kind === "lab" ? new Scenarios(form, { lab: cfg.page, dossier: cfg.dossier, example: cfg.spec.example, write: (path, value) => {
    outbox.add(path, value);
    assessor.nudge();
  }, moved: () => assessor.nudge() }) : null;
  /** @type {(path: string, told: (at: string) => void) => void} */
  const here = (path, told) => {
    const at = scenarios ? scenarios.shown(path) : path;
    if (at !== null) told(at);
  };
  const taken = (/** @type {string} */ path, /** @type {any} */ value, shown = () => {}) => (scenarios ? scenarios.receive(path, value, shown) : form.receive(path, value, shown));
  // What an earlier visit typed and could not send yet stands in the form again.
  for (const [, queue] of outbox.stored()) for (const { path, value } of queue.entries) taken(path, value);
  const results = h("section", { id: "results", tabindex: "-1", "aria-label": form.voice.say("form.panel.title") });
  place.before(form.bar);
  if (scenarios) place.before(scenarios.root);
  // What a result asks stands below it.
  if (first) place.after(results);
  else place.before(results);
  /** @param {string} row @param {any} value */
  const picture = (row, value) => {
    form.place(`snapshots.${row}`, value);
    outbox.add(`snapshots.${row}`, value);
    assessor.nudge();
  };
  const panel = new Panel(results, form.voice, {
    keep: (row, name) => {
      const { project, facts, answers } = structuredClone(form.document);
      picture(row, { name, taken_on: cfg.date, project, facts, answers });
    },
    remove: (row) => picture(row, null),
    compare: (what) => {
      assessor.compare = { ...assessor.compare, ...what };
      assessor.nudge();
    },
  });
  panel.title.classList.toggle("vh", !first);
  const gone = () => {
    outbox.gone = true;
    outbox.tell();
  };
  const assessor = new Assessor(cfg, form, panel, gone, scenarios);
  const receive = (/** @type {any[]} */ entries, /** @type {number} */ at) => still(() => {
    for (const { id, path, value } of entries) if (!outbox.outranks(path, at)) taken(path, value, () => (outbox.heads[path] = id));
    assessor.nudge();
  });
  const changes = new Changes(`${cfg.base}api/changes`, cfg.at, outbox.client, receive);
  const langs = languageButtons(cfg.language, (language) => {
    speakPage(cfg.spec, language);
    form.speak(language);
    scenarios?.draw();
    results.setAttribute("aria-label", form.voice.say("form.panel.title"));
    outbox.tell();
    assessor.nudge();
  });
  const header = document.querySelector("header");
  (header?.querySelector(".langs") || header?.appendChild(h("span")))?.replaceWith(langs);
  speakPage(cfg.spec, cfg.language);
  if (cfg.notice) place.before(h("p", { class: "note", role: "status" }, cfg.notice));
  outbox.tell();
  outbox.flush();
  goTo(location.hash.slice(1));
  assessor.become("starting");
  assessor.start();
}

boot();
