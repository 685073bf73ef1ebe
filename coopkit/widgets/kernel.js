/** A small client of Jupyter's kernel websocket: custom messages of one widget, and whether the kernel lives. */

import { randomId } from "./dom.js";

export class Kernel {
  /** @param {string} base @param {string} id @param {string} comm model id of the widget @param {{message: Function, ready: Function, gone: (why: string) => void}} on */
  constructor(base, id, comm, on) {
    Object.assign(this, { id, comm, on, tries: 0, closed: false });
    this.session = randomId();
    this.url = `${location.origin.replace(/^http/, "ws")}${base}api/kernels/${id}/channels?session_id=${this.session}`;
    this.open();
  }

  open() {
    const socket = (this.socket = new WebSocket(this.url));
    socket.onopen = () => this.request("kernel_info_request", {});
    socket.onmessage = (event) => typeof event.data === "string" && this.hear(JSON.parse(event.data));
    socket.onclose = ({ code }) => {
      if (this.closed) return;
      // 4410: the server gave this kernel back. A socket that will not open again has no kernel either.
      if (code === 4410 || ++this.tries > 3) this.end("asleep");
      else setTimeout(() => this.closed || this.open(), 400 * this.tries);
    };
  }

  /** @param {any} message */
  hear({ header, content, parent_header: parent }) {
    if (header.msg_type === "kernel_info_reply" && parent.session === this.session) {
      this.tries = 0;
      this.on.ready();
    } else if (header.msg_type === "comm_msg" && content.comm_id === this.comm && content.data.method === "custom") this.on.message(content.data.content);
    else if (header.msg_type === "status" && /dead|restarting|terminating/.test(content.execution_state)) this.end("dead");
  }

  /** @param {string} type @param {any} content */
  request(type, content) {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    const header = { msg_id: randomId(12), msg_type: type, session: this.session, username: "", version: "5.3", date: new Date().toISOString() };
    this.socket.send(JSON.stringify({ channel: "shell", header, parent_header: {}, metadata: {}, content, buffers: [] }));
  }

  /** @param {any} content */
  send(content) {
    this.request("comm_msg", { comm_id: this.comm, data: { method: "custom", content } });
  }

  close() {
    this.closed = true;
    this.socket.close();
  }

  /** @param {string} why */
  end(why) {
    if (this.closed) return;
    this.close();
    this.on.gone(why);
  }
}
