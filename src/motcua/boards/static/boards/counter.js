// The display above a counter: what is said of the number, or that the counter rests.
import { startScreen, write } from "./screen.js";

const LEAVES = new Set(["served", "no_show", "held", "transferred", "priority_refused", "closed", "reinstated"]);

const main = document.getElementById("main");
const words = Object.fromEntries([...document.querySelectorAll("[data-said]")].map((line) => [line.dataset.said, line]));
const number = document.getElementById("number");
let state = {};

function draw() {
  const said = state.number ? (state.serving ? "serving" : "called") : state.state === "open" ? "free" : state.state;
  for (const [name, line] of Object.entries(words)) line.hidden = name !== said;
  main.dataset.now = said;
  number.hidden = !state.number;
  write(number, state.number);
}

function show(fresh) {
  state = fresh;
  draw();
}

function told(data) {
  if (data.movement === "counter" && data.counter_id === state.counter_id) state.state = data.state;
  else if (data.counter_id === state.counter_id && ["called", "recalled", "serving"].includes(data.movement)) {
    state.number = data.number;
    state.serving = data.movement === "serving";
  } else if (LEAVES.has(data.movement) && data.number === state.number) state.number = "";
  else if (data.movement === "resumed" && data.counter_id === state.counter_id) return screen.live.renew();
  else return;
  draw();
}

const screen = startScreen({ main, show, told });
