/**
 * Edits on their way to the server. They wait in localStorage until acknowledged, so they outlive reload, tab and network.
 * Each tab is a client with its own queue; a queue whose tab has gone is sent by whoever finds it, under its own
 * client and numbers: the server counts the same entry twice as one, so two finders do no harm.
 */

import { randomId } from "./dom.js";

const QUIET = 2000; // without a word for this long, ask: with the answer's time limit and half a second it stays within five seconds
const STALE = 15000;
const BATCH = 150000;
const timeLimit = (/** @type {number} */ ms) => AbortSignal.timeout?.(ms);

export class Outbox {
  /** @param {{base: string, dossier: string, xsrf: string, heads: Record<string, string>, on: Record<string, Function>}} settings */
  constructor({ base, dossier, xsrf, heads, on }) {
    Object.assign(this, { base, xsrf, heads, on });
    this.client = randomId();
    this.prefix = `coopkit:outbox:${dossier}:`;
    /** @type {any[]} */ this.entries = [];
    this.tried = new Set();
    /** Path -> position our last word on it was taken at. @type {Map<string, number>} */ this.taken = new Map();
    this.said = ""; // the last thing noted: the same word twice is one
    this.seq = 0;
    this.pause = 0;
    this.count = 50;
    this.kept = true;
    this.born = this.heard = this.asked = Date.now();
    this.offline = false;
    // Without any network the kit may still run on this very machine: ask, do not believe.
    for (const name of ["offline", "online"]) addEventListener(name, () => this.beat(true));
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", () => this.stay());
    addEventListener("beforeunload", (event) => !this.kept && this.entries.length && event.preventDefault());
    document.addEventListener("visibilitychange", () => !document.hidden && this.beat(true));
    setInterval(() => !document.hidden && this.beat(), 500);
  }

  /** Queues in the browser's storage, by key, oldest first; other tabs' too. @returns {[string, any][]} */
  stored() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(this.prefix))
        .map((key) => [key, JSON.parse(localStorage.getItem(key) || "null")]).filter(([, queue]) => queue?.entries?.length)
        .sort(([, one], [, other]) => (one.born || 0) - (other.born || 0));
    } catch {
      return [];
    }
  }

  /** Write a queue, or drop its key when empty. @param {string} client @param {any[]} entries @param {number} seen @param {number} born */
  keep(client, entries, seen = Date.now(), born = this.born) {
    try {
      if (entries.length) localStorage.setItem(this.prefix + client, JSON.stringify({ client, born, seen, entries }));
      else localStorage.removeItem(this.prefix + client);
      this.kept = true;
    } catch {
      this.kept = entries.length === 0;
    }
  }

  /** @param {string} path @param {any} value */
  add(path, value) {
    this.note(path, value);
    this.tell();
    this.flush();
  }

  /** Keep what is being typed; it is sent when typing stops. @param {string} path @param {any} value */
  jot(path, value) {
    this.note(path, value);
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.flush(), 450);
  }

  /** @param {string} path @param {any} value */
  note(path, value) {
    const said = JSON.stringify([path, this.heads[path], value]);
    if (said === this.said) return;
    this.outdate(path);
    const last = this.entries.at(-1);
    if (last?.path === path && !this.tried.has(last.id)) last.value = value;
    else {
      const entry = { id: randomId(12), seq: ++this.seq, path, value, ...(this.heads[path] && { base: this.heads[path] }) };
      this.entries.push(entry);
      this.heads[path] = entry.id;
    }
    this.said = JSON.stringify([path, this.heads[path], value]);
    this.keep(this.client, this.entries);
    this.since ??= Date.now();
  }

  /** What a tab that went away wanted to say of a path is older than what is said here now. @param {string} path */
  outdate(path) {
    for (const [, queue] of this.stored()) {
      const left = queue.entries.filter((/** @type {any} */ entry) => entry.path !== path && !entry.path.startsWith(`${path}.`));
      if (queue.client !== this.client && left.length < queue.entries.length) this.keep(queue.client, left, queue.seen, queue.born);
    }
  }

  /** The queue to send next: one left behind first, then our own. */
  next() {
    const orphan = this.stored().find(([, queue]) => queue.client !== this.client && Date.now() - queue.seen > STALE);
    if (orphan) return orphan[1];
    return this.entries.length ? { client: this.client, entries: this.entries } : null;
  }

  async flush() {
    const queue = !this.busy && !this.gone && !this.leaving && this.next();
    if (!queue) return;
    this.busy = true;
    clearTimeout(this.timer);
    let size = 0;
    const batch = queue.entries.slice(0, this.count).filter((/** @type {any} */ entry, /** @type {number} */ index) => (size += JSON.stringify(entry).length) < BATCH || index === 0);
    if (queue.client === this.client) for (const entry of batch) this.tried.add(entry.id);
    let sent = false;
    try {
      const answer = await this.post(queue.client, batch, { signal: timeLimit(8000) });
      if (answer.status === 403) this.gone = true;
      else if (answer.ok) {
        this.heardFrom();
        this.settle(queue.client, batch, await answer.json());
        sent = true;
      } else if (answer.status < 500 && answer.status !== 429) {
        // A whole batch refused: send one by one, and drop the one that cannot be taken.
        if (this.count === 1) this.settle(queue.client, batch, { acknowledged: [], rejected: [{ id: batch[0].id, reason: (await answer.json().catch(() => ({}))).reason }] });
        sent = true;
        this.count = 1;
      }
    } catch {
      this.lost();
    }
    this.busy = false;
    this.pause = sent ? 0 : Math.min(15000, this.pause * 2 || 500);
    this.tell();
    if (sent) this.flush();
    else if (!this.gone) this.timer = setTimeout(() => this.flush(), this.pause);
  }

  /** @param {string} client @param {any[]} entries @param {RequestInit} options */
  post(client, entries, options) {
    return fetch(`${this.base}api/entries`, { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json", "X-XSRFToken": this.xsrf },
      body: JSON.stringify({ client, entries }), ...options });
  }

  /** Take off the queue what the server answered for. @param {string} client @param {any[]} batch @param {any} answer */
  settle(client, batch, answer) {
    const done = new Set([...answer.acknowledged, ...answer.rejected.map((/** @type {any} */ refusal) => refusal.id)]);
    const left = (/** @type {any[]} */ entries) => entries.filter((entry) => !done.has(entry.id));
    if (client === this.client) this.keep(client, (this.entries = left(this.entries)));
    else {
      const queue = this.stored().find(([, other]) => other.client === client)?.[1];
      this.keep(client, left(queue?.entries || []), 0, queue?.born);
    }
    for (const entry of batch) if (answer.acknowledged.includes(entry.id)) this.taken.set(entry.path, answer.at);
    for (const { id, reason } of answer.rejected) {
      const entry = batch.find((sent) => sent.id === id);
      if (entry) this.on.rejected(entry.path, reason, entry.value);
    }
    for (const other of answer.others || []) this.on.other(other.path, other.value);
    if (answer.acknowledged.length) this.count = 50;
    if (!this.entries.length) this.since = undefined;
  }

  /** Is our own word on a path newer than the change at this position: on its way, or taken after it? @param {string} path @param {number} at */
  outranks(path, at) {
    const under = (/** @type {string} */ ours) => path === ours || path.startsWith(`${ours}.`);
    return this.entries.some((entry) => under(entry.path)) || [...this.taken].some(([ours, when]) => when > at && under(ours));
  }

  /** What the status line says. */
  tell() {
    const count = this.entries.length;
    const slow = count && Date.now() - (this.since ?? 0) > 700;
    if (count && !slow) setTimeout(() => this.tell(), 750);
    if (this.gone) this.on.state("gone", count);
    else if (this.offline) this.on.state(count ? "offline_waiting" : "offline", count);
    else if (!this.kept) this.on.state("not_kept", count);
    else if (slow) this.on.state("waiting", count);
    else if (!count) this.on.state("saved", 0);
  }

  lost() {
    this.offline = true;
    this.tell();
  }

  heardFrom() {
    this.heard = Date.now();
    if (!this.offline) return;
    this.offline = false;
    this.pause = 0;
    this.tell();
    this.on.back();
  }

  /** Ask the server for a sign of life, unless it just gave one: a lost connection is told within five seconds. */
  async beat(now = false) {
    if (this.beating || (!now && Date.now() - Math.max(this.heard, this.asked) < QUIET)) return;
    this.beating = true;
    this.asked = Date.now();
    if (this.entries.length) this.keep(this.client, this.entries);
    try {
      const answer = await fetch(`${this.base}health`, { cache: "no-store", signal: timeLimit(QUIET) });
      if (!answer.ok) throw new Error(String(answer.status));
      this.heardFrom();
      if (now || !this.pause) this.flush();
    } catch {
      this.lost();
    }
    this.beating = false;
  }

  /** The tab may go: take in what is being typed, send it if it is small enough, and leave the rest to the next tab. */
  leave() {
    this.leaving = true;
    this.on.leaving();
    if (!this.entries.length) return;
    this.keep(this.client, this.entries, 0);
    const small = this.entries.slice(0, 50);
    if (JSON.stringify(small).length < 60000) this.post(this.client, small, { keepalive: true }).catch(() => {});
  }

  /** The tab is back, as it was. */
  stay() {
    this.leaving = false;
    this.flush();
  }
}
