/** Three pages to show on a wall and to print: full screen where the browser has it, else over the whole window. */

import { h } from "./dom.js";

const AHEAD = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

/** Whether somebody is presenting: what is shown may not be drawn again meanwhile. @param {HTMLElement} box */
export const presenting = (box) => [...box.querySelectorAll(".stage")].some((stage) => stage === document.fullscreenElement || stage.classList.contains("whole"));

/** @param {any} block @param {any} title @param {() => void} left called when the presentation is over */
export function pitchBlock(block, title, left) {
  const place = (/** @type {any} */ item) => h("li", { class: item.long ? "long" : null }, h("h5", {}, item.title), item.text && h("p", { class: "said" }, item.text),
    item.known.length > 0 && h("ul", {}, item.known.map((/** @type {string} */ text) => h("li", {}, text))), item.asks && h("p", { class: "asks" }, item.asks));
  const slides = block.pages.map((/** @type {any} */ page, /** @type {number} */ index) => h("article", { class: "slide" },
    h("p", { class: "whose" }, `${block.title} · ${index + 1}/${block.pages.length}`), h("h4", {}, page.title),
    index === 0 && h("p", { class: block.line ? "line" : "asks" }, block.line || block.asks), h("ul", { role: "list", class: "places" }, page.items.map(place))));
  const over = () => {
    stage.classList.remove("whole");
    full.focus();
    left();
  };
  const leave = () => (document.fullscreenElement === stage ? document.exitFullscreen() : over());
  const whole = () => stage.classList.add("whole");
  const begin = async () => {
    try {
      await stage.requestFullscreen();
    } catch {
      whole(); // a browser without it, or one that does not allow it here
    }
    stage.scrollTop = 0;
    stage.focus();
  };
  const turn = (/** @type {KeyboardEvent} */ event) => {
    if (!presenting(/** @type {HTMLElement} */ (stage.parentElement)) || /** @type {HTMLElement} */ (event.target).closest("button")) return;
    if (event.key === "Escape" && stage.classList.contains("whole")) return void over();
    const step = AHEAD.includes(event.key) ? 1 : BACK.includes(event.key) ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const at = Math.round(stage.scrollTop / stage.clientHeight) + step;
    slides[Math.min(Math.max(at, 0), slides.length - 1)].scrollIntoView();
  };
  const stage = h("div", { class: "stage", tabindex: "-1", role: "group", "aria-label": block.title, onkeydown: turn,
    onfullscreenchange: () => document.fullscreenElement !== stage && over() }, slides, h("button", { type: "button", class: "leave", onclick: leave }, block.leave));
  const full = h("button", { type: "button", "data-key": "pitch:full", onclick: begin }, block.full);
  return h("section", { class: "card pitch" }, title, h("p", { class: "soft" }, block.sentence),
    h("div", { class: "row" }, full, h("button", { type: "button", onclick: () => print() }, block.print)), stage);
}
