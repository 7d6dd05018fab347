// The kiosk's screens work as plain pages; this keeps the machine alive when the network isn't, resets it for the next
// person, and listens to the scanner. A page is fetched and put in place: the browser's own error page would strand everybody.

import { listenToScanner } from "./scanner.js";

const WARNING = 15;
const RETRY = 1500;
const PRINTING = { every: 700, atMost: 10_000 };
const HEARTBEAT = 20_000;
const STEP = 1800;

const root = document.documentElement;
const find = (selector) => document.querySelector(selector);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

let turn = 0; // the page that is on its way; an older one that comes late is dropped
let idleFrom = Date.now();
let stepping = 0;

root.classList.add("js");

async function answerOf(address, options, mine) {
  while (mine === turn) {
    try {
      const answer = await fetch(address, { ...options, credentials: "same-origin", signal: AbortSignal.timeout(15_000) });
      if (answer.status < 500) return found(answer);
    } catch {
      // no network, no server, or one that starts again: the same request goes out once more, with the same key
    }
    lost(true);
    await pause(RETRY);
  }
  return null; // whoever waited has gone: nothing more is sent in their name
}

function found(answer) {
  lost(false);
  return answer;
}

function lost(is) {
  const box = find(".lost");
  if (box) box.hidden = !is;
}

async function go(address, options = {}) {
  const mine = ++turn;
  document.body.classList.add("busy");
  const answer = await answerOf(address, options, mine);
  if (answer === null) return;
  const text = await answer.text();
  if (mine === turn) show(text, answer.url);
}

function show(text, address) {
  const next = new DOMParser().parseFromString(text, "text/html");
  if (!next.body.dataset.reset) {
    location.assign(address); // signed out, or another surface: not ours to put in place
    return;
  }
  root.lang = next.documentElement.lang;
  root.className = `${next.documentElement.className} js`;
  document.title = next.title;
  document.body.replaceWith(document.importNode(next.body, true));
  history.replaceState(null, "", address);
  begin();
}

function begin() {
  idleFrom = Date.now();
  scrollTo(0, 0);
  (find("[autofocus]") ?? find("#main")).focus({ preventScroll: true });
  watchThePrinter();
  step(Boolean(find("body[data-scanning]")));
  const camera = find("[data-camera]");
  if (camera && "BarcodeDetector" in window) camera.hidden = false;
}

// Links and forms
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (link && link.origin === location.origin && !link.getAttribute("href").startsWith("#")) {
    event.preventDefault();
    go(link.href);
    return;
  }
  const key = event.target.closest("[data-key]");
  if (key) type(key.dataset.key);
  if (event.target.closest(".still .go")) find(".still").close();
  if (event.target.closest("[data-camera] button")) openCamera();
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (document.body.classList.contains("busy")) return; // a second tap is the first one
  const form = event.target;
  const said = new URLSearchParams(new FormData(form, event.submitter));
  if (form.method === "get") go(`${form.action}?${said}`);
  else go(form.action, { method: "POST", body: said });
});

function type(key) {
  const field = find(".ask .row input");
  field.value = key === "back" ? field.value.slice(0, -1) : field.value + key;
}

// Whoever has gone leaves nothing behind
for (const kind of ["pointerdown", "keydown", "touchstart"]) {
  document.addEventListener(kind, () => {
    idleFrom = Date.now();
  }, { capture: true, passive: true });
}

setInterval(() => {
  const left = Number(document.body.dataset.idle) - (Date.now() - idleFrom) / 1000;
  const box = find("dialog.still");
  const atStart = !find(".anew") && !find(".greeting");
  if (left <= 0) {
    idleFrom = Date.now();
    go(document.body.dataset.reset);
  } else if (left <= WARNING && !atStart) {
    find("[data-left]").textContent = Math.ceil(left);
    if (!box.open) box.showModal();
  } else if (box.open) box.close();
}, 500);

setInterval(async () => {
  try {
    const answer = await fetch(document.body.dataset.alive, { signal: AbortSignal.timeout(8000) });
    lost(answer.status >= 500);
  } catch {
    lost(true);
  }
}, HEARTBEAT);

// The slip
async function watchThePrinter() {
  const box = find("[data-printing=waiting]");
  const until = Date.now() + PRINTING.atMost + 2000; // the server's patience ends first and says why
  while (box?.isConnected && box.dataset.printing === "waiting" && Date.now() < until) {
    await pause(PRINTING.every);
    try {
      const answer = await fetch(box.dataset.href, { signal: AbortSignal.timeout(5000) });
      if (answer.ok) tell(box, await answer.json());
    } catch {
      // asked again in a moment
    }
  }
}

function tell(box, { kind, title, text }) {
  if (kind === box.dataset.printing) return;
  box.dataset.printing = kind;
  box.className = `printing ${kind}`;
  box.querySelector(".title").textContent = title;
  box.querySelector(".text").textContent = text;
}

// One button: the focus goes round by itself, Enter or Space takes what it is on
function step(is) {
  clearInterval(stepping);
  stepping = is ? setInterval(stepOn, STEP) : 0;
}

function stepOn() {
  const places = find("dialog.still[open]") ? ["dialog.still"] : ["main", "footer", "header"]; // what is chosen first comes first
  const stops = places
    .flatMap((place) => [...document.querySelectorAll(`${place} a, ${place} button`)])
    .filter((one) => one.offsetParent && one.tabIndex >= 0);
  if (stops.length) stops[(stops.indexOf(document.activeElement) + 1) % stops.length].focus();
}

// What is scanned goes by POST, never into an address
function scanned(text) {
  const form = find("form.wedge");
  form.elements.scanned.value = text;
  form.requestSubmit(); // reads the field at once: nothing stays in it
  form.reset();
}

listenToScanner(() => find("form.wedge").elements.scanned, scanned);

async function openCamera() {
  const video = find("[data-camera] video");
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  video.hidden = false;
  await video.play();
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  while (video.isConnected) {
    const [code] = await detector.detect(video);
    if (code) scanned(code.rawValue);
    if (code || !video.isConnected) break;
    await pause(200);
  }
  for (const track of video.srcObject.getTracks()) track.stop();
}

begin();
