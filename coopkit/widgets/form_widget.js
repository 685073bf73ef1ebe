/** The form as an anywidget, for JupyterLab and stock Voilà. In a file or an example the kernel keeps the answers; as a draft the browser does. */

import { h, still } from "./dom.js";
import { Form } from "./form.js";
import { Scenarios } from "./scenarios.js";

const DRAFT = "coopkit:draft";

/** @returns {any} */
function readDraft() {
  try {
    return JSON.parse(localStorage.getItem(DRAFT) || "null");
  } catch {
    return null;
  }
}

/** @param {{model: any, el: HTMLElement}} view */
function render({ model, el }) {
  const host = { get: (/** @type {string} */ name) => model.get(name), send: (/** @type {any} */ content) => model.send(content), on: (/** @type {any} */ heard) => model.on("msg:custom", heard) };
  const draft = host.get("mode") === "draft";
  const status = h("p", { class: "saved", role: "status" });
  const place = h("form", { class: "form" });
  const language = host.get("language");
  let n = 0;
  let kept = true;
  let file = "";
  const dossier = (draft && readDraft()) || host.get("dossier");
  const spec = host.get("spec");
  const asked = () => {
    const { dossier: whole, ...beside } = scenarios ? scenarios.asked() : { dossier: draft && form.judged() };
    return { n: ++n, ...(draft && { dossier: whole }), ...beside, language: form.voice.language };
  };
  const ask = () => host.send({ type: "assess", ...asked() });
  const write = (/** @type {string} */ path, /** @type {any} */ value) => {
    if (!draft) return host.send({ type: "edit", edits: [[path, value]], ...asked() });
    try {
      localStorage.setItem(DRAFT, JSON.stringify(scenarios ? scenarios.whole : form.document));
    } catch {
      kept = false;
    }
    say();
    return ask();
  };
  const form = new Form(place, { spec, dossier, language, status, edited: (path, value) => (scenarios ? scenarios.edit(path, value) : write(path, value)), unread: () => (draft || scenarios) && ask() });
  const scenarios = spec.kind === "lab" ? new Scenarios(form, { lab: spec.page, dossier, example: spec.example, write, moved: ask }) : null;
  const say = () => (status.textContent = draft ? form.voice.say(kept ? "form.saved.draft" : "form.saved.draft_lost") : file ? form.voice.say("form.saved.file", { file }) : "");
  const heard = (/** @type {any} */ message) => {
    const at = message.path && scenarios ? scenarios.shown(message.path) : message.path;
    if (message.type === "problem") return at ? form.reject(at, message.text, form.get(at)) : void (status.textContent = message.text);
    if (message.n !== n || message.type !== "view") return undefined;
    still(() => form.show(message.view));
    file = message.saved || file;
    return say();
  };
  host.on(heard);
  el.classList.add("kit");
  el.lang = language;
  const langs = h("div", { class: "langs", role: "group" }, Object.keys(form.spec.title).map((code) => h("button", { type: "button", lang: code, "data-key": code, "aria-pressed": String(code === language), onclick: () => {
    for (const button of langs.children) button.setAttribute("aria-pressed", String(button.lang === code));
    el.lang = code;
    form.speak(code);
    scenarios?.draw();
    dispatchEvent(new CustomEvent("coopkit:language", { detail: code })); // the panel of the next cell
    say();
    ask();
  } }, code.toUpperCase())));
  el.replaceChildren(langs, form.bar, ...(scenarios ? [scenarios.root] : []), place);
  say();
  ask();
  return () => {
    form.settle();
    model.off("msg:custom", heard);
  };
}

export default { render };
