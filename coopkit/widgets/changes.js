/** What others write in the same dossier, as it happens: server-sent events, open only while the page is seen. */

export class Changes {
  /** @param {string} url @param {number} at last change already known @param {string} client ours, whose echo is skipped @param {(entries: any[], at: number) => void} receive */
  constructor(url, at, client, receive) {
    Object.assign(this, { url, at, client, receive, pause: 1000 });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.close() : this.open()));
    addEventListener("pagehide", () => this.close());
    if (!document.hidden) this.open();
  }

  open() {
    this.close();
    const source = (this.source = new EventSource(`${this.url}?after=${this.at}`));
    source.onopen = () => (this.pause = 1000);
    source.onmessage = (event) => {
      const change = JSON.parse(event.data);
      if (change.at <= this.at) return;
      this.at = change.at;
      if (change.client !== this.client) this.receive(change.entries, change.at);
    };
    // Our own retries: the browser's would ask from the position of the first opening.
    source.onerror = () => {
      this.close();
      this.timer = setTimeout(() => this.open(), (this.pause = Math.min(15000, this.pause * 2)));
    };
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
  }
}
