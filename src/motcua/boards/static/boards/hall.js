// The hall's board: the last call big, four earlier ones beside. A call that comes twice is one call.
import { Announcer } from "../ui/js/announcer.js";
import { startScreen, write } from "./screen.js";

const KEPT = 8;
const NEW_FOR = 6000;
const CALLED = new Set(["called", "recalled"]);
const TAKEN_BACK = new Set(["transferred", "reinstated", "priority_refused", "left", "closed"]);
const NO_MORE_SPOKEN = new Set(["serving", "served", "no_show", "held", ...TAKEN_BACK]);

const main = document.getElementById("main");
const top = document.getElementById("last");
const rows = [...document.querySelectorAll("#earlier > li")];
const nobody = document.getElementById("nobody");
const mute = document.getElementById("mute");
let calls = [];
let zone = "";
let editions = {};
let announcer = null;
let fresh = 0;

function fill(place, call) {
  place.hidden = !call;
  if (!call) return;
  write(place.querySelector(".number"), call.number);
  place.querySelector("[data-counter]").textContent = call.counter;
}

function draw() {
  nobody.hidden = calls.length > 0;
  fill(top, calls[0]);
  rows.forEach((row, place) => fill(row, calls[place + 1]));
}

function show(state) {
  calls = state.calls;
  zone = state.zone;
  editions = state.sound.editions;
  const languages = Object.keys(editions);
  mute.hidden = languages.length > 0;
  if (languages.length && !announcer) announcer = new Announcer({ button: document.getElementById("unlock"), languages });
  draw();
}

function call(data, id) {
  calls = [
    { number: data.number, counter: data.counter, at: data.at },
    ...calls.filter((one) => one.number !== data.number),
  ].slice(0, KEPT);
  draw();
  top.classList.add("new");
  clearTimeout(fresh);
  fresh = setTimeout(() => top.classList.remove("new"), NEW_FOR);
  const urls = Object.fromEntries(
    Object.entries(editions).map(([language, edition], place) => [
      language,
      `/bang/tieng/${edition}/${language}/${data.counter}/${data.number}.wav${place ? "" : "?chime=1"}`,
    ]),
  );
  announcer?.call({ id, ticket: data.number, urls, age: Math.max(0, screen.clock.now() - Date.parse(data.at)) });
}

function told(data, id) {
  if (zone && data.zone !== zone) {
    if (CALLED.has(data.movement) || TAKEN_BACK.has(data.movement)) forget(data.number); // it went on to another zone
    return;
  }
  if (CALLED.has(data.movement)) return call(data, id);
  if (NO_MORE_SPOKEN.has(data.movement)) announcer?.withdraw(data.number);
  if (TAKEN_BACK.has(data.movement)) forget(data.number);
}

function forget(number) {
  const left = calls.filter((one) => one.number !== number);
  if (left.length === calls.length) return;
  calls = left;
  draw();
}

const screen = startScreen({ main, show, told });
