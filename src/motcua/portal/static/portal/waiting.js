// The waiting page: counts down who is called first from what the hall is told, without asking the server at each call.
import { Live, fetchJson } from "../ui/js/live.js";

const ASK_AT_MOST = 60000; // between two questions of one phone, whatever happens
const ASK_ANYWAY = 120000; // while somebody looks at it: the forecast grows old
const SPREAD = 15000; // five thousand phones don't ask in the same second
const STATES = { called: "called", recalled: "called", serving: "serving", held: "held", served: "served", no_show: "no_show", left: "left", closed: "closed" };
const JOINS = new Set(["issued", "transferred", "reinstated", "priority_refused", "priority_restored"]);
const OVER = new Set(["served", "no_show", "left", "closed"]);

const box = document.getElementById("ticket");
const id = (name) => document.getElementById(name);
const title = document.title;
let state = {};
let before = {};
let asked = performance.now();

const earlier = ([, at, serial], [, ownAt, ownSerial]) => at < ownAt || (at === ownAt && serial < ownSerial);

// As ticketing/rules/issuing.py: after `bound` preferred calls in a row comes an ordinary one.
export function aheadOf({ lane, ordinary, preferred, streak, bound }) {
  const row = Math.min(streak, bound);
  if (lane === "ordinary") return ordinary + Math.min(preferred, bound * (ordinary + 1) - row);
  return preferred + Math.min(ordinary, Math.floor((row + preferred) / bound));
}

function take(fresh) {
  state = fresh;
  before = { ordinary: new Set(fresh.before.ordinary), preferred: new Set(fresh.before.preferred) };
  draw();
}

function draw() {
  const ahead = aheadOf({ lane: state.lane, ordinary: before.ordinary.size, preferred: before.preferred.size, streak: state.streak, bound: state.bound });
  const [p50, p90] = state.wait;
  box.dataset.now = state.state;
  for (const part of box.querySelectorAll("[data-said]")) part.hidden = part.dataset.said !== state.state;
  for (const part of box.querySelectorAll("[data-counter]")) part.textContent = state.counter ?? "";
  id("ahead").textContent = ahead;
  id("ahead-line").hidden = !ahead;
  id("next-line").hidden = ahead > 0;
  id("wait-line").hidden = p90 === null || !ahead;
  id("p50").textContent = p50 ?? "";
  id("p90").textContent = p90 ?? "";
  id("zone").textContent = state.zone;
  id("where").hidden = !state.zone || OVER.has(state.state);
  id("give-back").hidden = state.state !== "waiting";
  if (id("rate")) id("rate").hidden = state.state !== "served";
}

function told(data) {
  if (data.number === state.number) mine(data);
  else if (state.state === "waiting" && data.movement in EFFECTS) EFFECTS[data.movement](data);
  else return;
  draw();
}

function leaves(data) {
  const [lane] = data.place;
  const stood = before[lane].delete(data.number);
  if (data.movement !== "called" || data.group !== state.group || !stood) return;
  const ordinaryWaits = state.lane === "ordinary" || before.ordinary.size > 0;
  state.streak = lane === "preferred" && ordinaryWaits ? Math.min(state.streak + 1, state.bound) : 0;
}

function joins(data) {
  before.ordinary.delete(data.number);
  before.preferred.delete(data.number);
  const [lane] = data.place;
  if (!data.bound && data.group === state.group && (lane !== state.lane || earlier(data.place, state.place))) before[lane].add(data.number);
}

const EFFECTS = { called: leaves, left: leaves, closed: leaves };
for (const movement of JOINS) EFFECTS[movement] = joins;
EFFECTS.priority_restored = (data) => data.counter_id || joins(data); // at a counter it is before nobody

function mine(data) {
  const was = state.state;
  if (data.movement in STATES) {
    state.state = STATES[data.movement];
    state.counter = data.counter ?? state.counter;
    state.zone = data.zone;
  } else if (JOINS.has(data.movement) || data.movement === "resumed") live.renew(); // it waits elsewhere now, or again
  if (data.movement === "called" || data.movement === "recalled") call();
  else if (was === "called") document.title = title;
}

function call() {
  document.title = `● ${box.querySelector('[data-said="called"] .call').textContent.trim().replace(/\s+/g, " ")} ${state.counter}`;
  navigator.vibrate?.([400, 200, 400, 200, 800]);
  box.scrollIntoView({ block: "start" });
}

const first = JSON.parse(box.dataset.state);
take(first);
const live = new Live({
  ...first.listen,
  patience: SPREAD,
  async renew() {
    asked = performance.now();
    const fresh = await fetchJson(box.dataset.stateUrl);
    const called = fresh.state === "called" && state.state !== "called";
    take(fresh);
    if (called) call();
    return fresh.listen.url ? fresh.listen : first.listen;
  },
  onMessage: told,
  onLost() {
    id("lost").hidden = false;
  },
  onHeard() {
    id("lost").hidden = true;
  },
});

const look = (age) => {
  if (document.visibilityState === "visible" && !OVER.has(state.state) && performance.now() - asked > age) live.renew();
};
setInterval(() => look(ASK_ANYWAY), 10000 + 5000 * Math.random());
document.addEventListener("visibilitychange", () => look(ASK_AT_MOST));
