// Listens to the live process for a page, and knows whether the page is still told what happens.
//
// new Live({ url, after, renew, onMessage, onHeard, onLost, close: true })
// `url`, `after`: from the server's `live.listening`. `renew`: loads the page's data again, shows it and returns new {url, after}.
// `onMessage(data, id)` for each message in order; after a gap the stream goes on where it stopped. Messages that came while data was
// loaded are handed on again after it, since the data may be older or newer than they are: taking one in twice must do no harm.
// `closely`: beats are asked for, and after five seconds without any `onLost(since)` is called, by performance.now(); `onHeard` when it heals.
// `patience`: milliseconds over which renewals are spread, so that a hall of telephones doesn't ask at once.

const SILENCE = 5000;
const TRY_AGAIN = 3000;
const RENEW_AGAIN = 10000;
const REMEMBERED = 200;

export class Live {
  #options;
  #source;
  #url;
  #after;
  #heard = performance.now();
  #opened = 0;
  #renewed = performance.now();
  #lost = false;
  #timer = 0;
  #recent = [];

  constructor(options) {
    this.#options = { closely: false, patience: 0, onHeard() {}, onLost() {}, ...options };
    this.#url = options.url;
    this.#after = options.after;
    this.#open();
    if (this.#options.closely) setInterval(() => this.#watch(), 500);
    addEventListener("online", () => this.#open());
    addEventListener("offline", () => {
      this.#source.close(); // a stream that was open before may look alive for minutes
      if (!this.#options.closely) this.#silent();
    });
  }

  // Load the page's data again, now or within `patience`; several wishes are one.
  renew() {
    if (this.#timer) return;
    this.#timer = setTimeout(() => this.#renew(), Math.random() * this.#options.patience);
  }

  async #renew() {
    this.#renewed = performance.now();
    try {
      const { url, after } = await this.#options.renew();
      this.#url = url;
      for (const { data, id } of this.#recent) if (id > after) this.#options.onMessage(data, id);
      this.#after = Math.max(this.#after, after);
      if (this.#source.readyState === EventSource.CLOSED) this.#open();
    } catch {
      if (!this.#options.closely) setTimeout(() => this.renew(), RENEW_AGAIN);
    } finally {
      this.#timer = 0;
    }
  }

  #open() {
    this.#source?.close();
    this.#opened = performance.now();
    const source = new EventSource(`${this.#url}&after=${this.#after}${this.#options.closely ? "&beat=1" : ""}`);
    this.#source = source;
    source.addEventListener("open", () => this.#options.closely || this.#alive());
    source.addEventListener("beat", () => this.#alive());
    source.addEventListener("message", (event) => this.#message(event));
    source.addEventListener("reset", (event) => {
      this.#after = Number(event.lastEventId) || this.#after;
      this.#alive();
      this.renew();
    });
    source.addEventListener("expired", () => {
      source.close();
      this.renew();
    });
    source.addEventListener("error", () => {
      if (source !== this.#source) return;
      if (!this.#options.closely) this.#silent();
      // The browser tries again by itself unless it was refused: then the ticket is too old.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.renew(), 1000);
    });
  }

  #message(event) {
    const id = Number(event.lastEventId);
    this.#alive();
    if (id <= this.#after) return; // told twice: by a stream that was given up, and by its follower
    this.#after = id;
    const { data } = JSON.parse(event.data);
    this.#recent = [...this.#recent, { data, id }].slice(-REMEMBERED);
    this.#options.onMessage(data, id);
  }

  #alive() {
    this.#heard = performance.now();
    if (this.#lost) this.#options.onHeard();
    this.#lost = false;
  }

  #silent() {
    if (!this.#lost) this.#options.onLost(this.#heard);
    this.#lost = true;
  }

  // A stream whose other end went away without a word stays open for minutes: it is given up and opened anew.
  #watch() {
    const now = performance.now();
    if (now - this.#heard < SILENCE) return;
    this.#silent();
    if (now - this.#opened > TRY_AGAIN && this.#source.readyState !== EventSource.CLOSED) this.#open();
    if (now - this.#renewed > RENEW_AGAIN) this.renew();
  }
}

// The server's clock: `now` is what it said when the page's data was made.
export class ServerClock {
  #base;

  constructor(now) {
    this.set(now);
  }

  set(now) {
    this.#base = Date.parse(now) - performance.now();
  }

  now() {
    return this.#base + performance.now();
  }

  // What the clock showed at a moment of performance.now().
  at(moment) {
    return this.#base + moment;
  }
}

const HANOI = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Ho_Chi_Minh" });
export const hoursMinutes = (milliseconds) => HANOI.format(milliseconds);

export async function fetchJson(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(8000) });
  if (!answer.ok || answer.redirected) throw new Error(`no state: ${answer.status}`);
  return answer.json();
}
