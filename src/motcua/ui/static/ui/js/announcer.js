// Calls of a zone, spoken one at a time. The rules are those of ticketing/rules/speaking.py; a test plays both over the same days.
// Where the browser forbids sound until somebody has touched the page, a button says so.

const REMEMBERED = 64;
const LONGEST = 30000; // milliseconds: a sound that neither ends nor fails must not silence the hall
const PATIENCE = 500; // milliseconds until sound that is allowed has come up

export const silent = () => ({ waiting: [], playing: null, heard: [] });

// A call: {id, ticket, calledAt} in milliseconds; what else it carries (urls) is handed on.
export function called(voice, call) {
  if (voice.heard.includes(call.id)) return voice;
  const heard = [...voice.heard, call.id].slice(-REMEMBERED);
  const place = voice.waiting.findIndex((one) => one.ticket === call.ticket);
  const waiting = place < 0 ? [...voice.waiting, call] : voice.waiting.with(place, call);
  return { ...voice, waiting, heard };
}

export const withdrawn = (voice, ticket) => ({ ...voice, waiting: voice.waiting.filter((one) => one.ticket !== ticket) });

// manner: {languages, rounds, staleAfter}.
export function nextPiece(voice, manner, now) {
  const fresh = voice.waiting.filter((one) => now - one.calledAt <= manner.staleAfter);
  const following = rest(voice.playing, manner.languages, fresh.length ? 1 : manner.rounds);
  if (following) return { ...voice, waiting: fresh, playing: following };
  if (!fresh.length || !manner.languages.length) return { ...voice, waiting: fresh, playing: null };
  const [call, ...waiting] = fresh;
  return { ...voice, waiting, playing: { call, language: manner.languages[0], round: 0 } };
}

function rest(piece, languages, rounds) {
  const place = piece ? languages.indexOf(piece.language) : -1;
  if (place < 0) return null;
  if (place + 1 < languages.length) return { ...piece, language: languages[place + 1] };
  return piece.round + 1 < rounds ? { call: piece.call, language: languages[0], round: piece.round + 1 } : null;
}

// new Announcer({button, languages: ["vi", "en"], rounds: 1, staleAfter: 60000}).call({id, ticket, urls: {vi: "…", en: "…"}, age: 0})
// `age`: milliseconds since the call, by the server's clock; a board's own clock may be wrong. `button`: an element, hidden while sound
// is allowed; its words come with the page ("Bấm để bật tiếng").
export class Announcer {
  #voice = silent();
  #manner;
  #button;
  #sound = new Audio();
  #context = new AudioContext(); // says whether sound is allowed, and plays nothing
  #watch = 0;
  #turn = 0;

  constructor({ button, languages = ["vi"], rounds = 1, staleAfter = 60000 }) {
    this.#manner = { languages, rounds, staleAfter };
    this.#button = button;
    button.addEventListener("click", () => this.unlock());
    this.unlock();
  }

  get playing() {
    return this.#voice.playing;
  }

  call({ id, ticket, urls, age = 0 }) {
    this.#voice = called(this.#voice, { id, ticket, urls, calledAt: performance.now() - age });
    if (!this.#voice.playing && this.#button.hidden) this.#next();
  }

  withdraw(ticket) {
    this.#voice = withdrawn(this.#voice, ticket);
  }

  // Ask for leave to sound: at the start, and by the button's press, which is the leave.
  async unlock() {
    const started = this.#context.resume().catch(() => {});
    await Promise.race([started, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    this.#button.hidden = this.#context.state === "running";
    if (this.#button.hidden && !this.#voice.playing) this.#next();
  }

  #next() {
    this.#voice = nextPiece(this.#voice, this.#manner, performance.now());
    if (this.#voice.playing) this.#play(this.#voice.playing);
  }

  // Whatever ends a piece ends it once: its end, a failure, or the watch. `turn` tells a late message of an earlier piece apart.
  #play({ call, language }) {
    const turn = ++this.#turn;
    const end = () => {
      if (turn !== this.#turn) return;
      this.#turn += 1;
      clearTimeout(this.#watch);
      this.#sound.pause();
      this.#next();
    };
    this.#sound.onended = end;
    this.#sound.onerror = end;
    this.#watch = setTimeout(end, LONGEST);
    if (!call.urls[language]) return queueMicrotask(end);
    this.#sound.src = call.urls[language];
    this.#sound.play().catch((error) => {
      if (error.name !== "NotAllowedError") return end();
      if (turn !== this.#turn) return;
      this.#turn += 1;
      clearTimeout(this.#watch);
      this.#blocked();
    });
  }

  // What could not be spoken waits, until it is stale, for the button.
  #blocked() {
    const { playing, waiting } = this.#voice;
    this.#voice = { ...this.#voice, playing: null, waiting: playing ? [playing.call, ...waiting] : waiting };
    this.#button.hidden = false;
  }
}
