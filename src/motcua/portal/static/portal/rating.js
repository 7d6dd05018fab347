// The rating tablet: wakes when somebody was served at its counter, goes back to sleep when they have gone or the next one is called.
import { Live } from "../ui/js/live.js";

const ENDS = { thanks: 10000, told: 6000 };
const main = document.getElementById("main");
const { address, counter, seconds } = main.dataset;
let gone = ""; // the ticket that isn't asked about any more
let timer = 0;
let asking = 0;

const listen = () => JSON.parse(main.dataset.listen);

function show(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("main");
  if (!fresh?.dataset.listen) return location.reload(); // signed out: the machine's account signs in again
  main.replaceChildren(...fresh.childNodes);
  Object.assign(main.dataset, fresh.dataset);
  wait();
}

// Whoever writes has time; whoever walked away leaves an idle screen.
function wait() {
  clearTimeout(timer);
  const { step } = main.dataset;
  if (step !== "idle") timer = setTimeout(sleep, ENDS[step] ?? seconds * 1000);
}

function sleep() {
  gone = main.dataset.ticket;
  return load();
}

// The answer to an older question comes too late: a newer one is on its way.
async function load(options = {}) {
  const own = ++asking;
  const answer = await fetch(options.body ? address : `${address}?xong=${gone}`, { signal: AbortSignal.timeout(8000), ...options });
  const text = await answer.text();
  if (own !== asking) return;
  if (answer.status >= 500) throw new Error(`no page: ${answer.status}`);
  show(text);
}

const later = () => setTimeout(() => load().catch(later), 3000);
const safely = (promise) => promise.catch(later);

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const body = new FormData(form, event.submitter);
  if (form.dataset.sent) return; // a second tap of the same hand
  form.dataset.sent = "1";
  load({ method: "POST", body: new URLSearchParams(body) }).catch(() => delete form.dataset.sent);
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-skip]")) return;
  event.preventDefault();
  safely(sleep());
});

for (const kind of ["input", "pointerdown", "keydown"]) document.addEventListener(kind, wait);

const live = new Live({
  ...listen(),
  closely: true,
  async renew() {
    await load();
    return listen();
  },
  onMessage(data) {
    if (String(data.counter_id) !== counter) return;
    if (data.movement === "served" || data.movement === "called") safely(load());
  },
  onLost() {
    document.getElementById("lost").hidden = false;
  },
  onHeard() {
    document.getElementById("lost").hidden = true;
  },
});
addEventListener("pageshow", (event) => event.persisted && live.renew());
wait();
