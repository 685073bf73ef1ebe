/** The results as an anywidget: draws the views its kernel sends. */

import { Voice, still } from "./dom.js";
import { Panel } from "./panel.js";

/** @param {{model: any, el: HTMLElement}} view */
function render({ model, el }) {
  const language = model.get("language");
  el.classList.add("kit");
  el.lang = language;
  const place = document.createElement("section");
  el.replaceChildren(place);
  const panel = new Panel(place, new Voice(model.get("spec").texts || {}, language));
  const heard = (/** @type {any} */ message) => {
    if (message.type === "view") still(() => panel.show(message.view));
    if (message.type === "part") still(() => panel.part(message.block));
  };
  const speak = (/** @type {any} */ event) => (el.lang = panel.voice.language = event.detail);
  addEventListener("coopkit:language", speak);
  model.on("msg:custom", heard);
  model.send({ type: "assess", n: 0, language });
  return () => {
    model.off("msg:custom", heard);
    removeEventListener("coopkit:language", speak);
  };
}

export default { render };
