/** The way back from a number: on a lab's page one button takes the last numbers back, one after the other. */

import { h } from "./dom.js";

export class Undo {
  /** @param {any} form */
  constructor(form) {
    /** @type {{path: string, label: string, before: any, open: boolean}[]} */ this.steps = [];
    this.form = form;
    this.button = h("button", { type: "button", class: "ghost back", "data-key": `${form.uid}undo`, onclick: () => this.back() });
    this.draw();
  }

  /** A number is about to change; `open` while it is being typed, which is one step whatever its pauses. @param {any} field @param {string} label @param {any} before @param {boolean} open */
  note(field, label, before, open) {
    const last = this.steps.at(-1);
    const was = structuredClone(before ?? null);
    if (last?.path === field.path && (last.open || JSON.stringify(last.before) === JSON.stringify(was))) last.open = open;
    else this.steps.push({ path: field.path, label, before: was, open });
    this.draw();
  }

  /** Typing has ended without a change: what follows is another step. @param {string} path */
  end(path) {
    for (const step of this.steps) if (step.path === path) step.open = false;
  }

  /** What a row that went, or somebody else, has changed cannot be taken back here. @param {string} path @param {boolean} whole also a step of the path itself */
  drop(path, whole = false) {
    this.steps = this.steps.filter((step) => !step.path.startsWith(`${path}.`) && !(whole && step.path === path));
    this.draw();
  }

  clear() {
    this.steps = [];
    this.draw();
  }

  back() {
    const { form } = this;
    form.settle();
    const step = this.steps.pop();
    if (!step) return;
    form.forget(step.path);
    if (JSON.stringify(form.get(step.path) ?? null) !== JSON.stringify(step.before)) form.edit(step.path, step.before);
    else form.unread(); // what could not be read has gone, and the numbers are as they were
    form.refresh(step.path);
    this.draw();
  }

  draw() {
    const { voice } = this.form;
    const last = this.steps.at(-1);
    this.button.textContent = voice.say("form.undo.back");
    this.button.setAttribute("aria-disabled", String(!last)); // disabled, it would lose the focus with the last step
    if (last) this.button.setAttribute("aria-label", voice.say("form.undo.label", { label: last.label }));
    else this.button.removeAttribute("aria-label");
  }
}
