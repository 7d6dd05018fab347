// The counter's page without reloading: acts answer in place (htmx), the hall's messages refresh what others have changed.

const SOON = 400; // milliseconds: several messages of one moment are one look
const LOOK = 30_000; // also without messages, so that waits grow and nothing stays wrong when the stream is away
const AGAIN = 10_000;
const UNUSED = 20 * 60_000; // then nothing is asked any more: a session that nobody uses ends as on every page
const counter = () => document.getElementById("counter");

let stream;
let waiting;
let looking = false;
let used = performance.now();

function listen() {
  const address = counter()?.dataset.stream;
  if (!address) stop(); // all counters are shown: this one was closed, or taken over
  if (!address || stream) return;
  stream = new EventSource(address);
  stream.addEventListener("message", (event) => concerns(JSON.parse(event.data).data) && soon());
  stream.addEventListener("reset", soon);
  stream.addEventListener("expired", again);
  stream.addEventListener("error", () => {
    if (stream?.readyState === EventSource.CLOSED) setTimeout(again, AGAIN);
  });
}

function stop() {
  stream?.close();
  stream = undefined;
}

// The ticket's time is over: the next look at the page brings a new one.
function again() {
  stop();
  look();
}

// Its own counter, its own groups, who opened or closed where; a person sent here comes from any group.
function concerns(told) {
  const { counter: own, groups } = counter().dataset;
  return (
    String(told.counter_id) === own || groups.split(" ").includes(String(told.group)) || ["counter", "transferred"].includes(told.movement)
  );
}

function soon() {
  waiting ??= setTimeout(look, SOON);
}

async function look() {
  clearTimeout(waiting);
  waiting = undefined;
  if (looking || !counter()?.dataset.stream || performance.now() - used > UNUSED) return;
  looking = true;
  try {
    const answer = await fetch(counter().dataset.address, { headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("counter");
    if (fresh) show(fresh);
    else if (answer.redirected) location.assign(counter().dataset.address); // signed out
  } catch {
    // the network is away: the next look says what is true
  } finally {
    looking = false;
  }
}

// Only what differs is exchanged, and what somebody types or has opened stays while its ticket is the same.
function show(fresh) {
  const old = counter();
  if (old.querySelector(".htmx-request") || old.matches(".htmx-request")) return soon(); // an act is on its way and brings the page itself
  if (old.dataset.counter !== fresh.dataset.counter) return exchange(old, fresh);
  old.dataset.stream = fresh.dataset.stream;
  const [now, freshNow] = [old.querySelector("#now"), fresh.querySelector("#now")];
  if (now.dataset.version !== freshNow.dataset.version) exchange(now, freshNow);
  const [lines, freshLines] = [old.querySelector("#lines"), fresh.querySelector("#lines")];
  if (lines.textContent !== freshLines.textContent) exchange(lines, freshLines);
  listen();
}

function exchange(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  old.replaceWith(fresh);
  window.htmx.process(fresh);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  if (fresh.querySelector("[data-elapsed]")) begin();
  listen();
}

// How long somebody is called or served: counted from the centre's own figure, not from this machine's clock.
let began = performance.now();

function begin() {
  began = performance.now();
}

function tick() {
  const timer = document.querySelector("[data-elapsed]");
  if (!timer) return;
  const seconds = Number(timer.dataset.elapsed) + Math.floor((performance.now() - began) / 1000);
  timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// A refusal brings the page as it is; whatever isn't this page (signed out) is opened as a whole.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event;
  if (detail.target?.id !== "counter") return;
  if (!detail.xhr.responseText.includes('id="counter"')) {
    if (detail.xhr.status < 400) location.assign(detail.target.dataset.address);
    return;
  }
  detail.shouldSwap = true;
  detail.isError = false;
});
document.addEventListener("htmx:afterSwap", () => {
  begin();
  listen();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll(".drop[open]").forEach((drop) => drop.removeAttribute("open"));
});
document.addEventListener("click", (event) => {
  document.querySelectorAll(".drop[open]").forEach((drop) => drop.contains(event.target) || drop.removeAttribute("open"));
});

for (const use of ["keydown", "pointerdown"]) document.addEventListener(use, () => (used = performance.now()), { capture: true });

setInterval(tick, 1000);
setInterval(look, LOOK);
listen();
