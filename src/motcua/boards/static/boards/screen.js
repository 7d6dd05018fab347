// What every screen of the hall has: a clock, the line that says when the screen may be old, the stream.
import { Live, ServerClock, fetchJson, hoursMinutes } from "../ui/js/live.js";

const FRESH_EVERY = 60000;

// "A0012" is read as A 0012; many letters make the whole smaller.
export function write(place, number) {
  const [, letters, digits] = /^(\D*)(.*)$/.exec(number);
  place.querySelector("[data-letters]").textContent = letters;
  place.querySelector("[data-digits]").textContent = digits;
  place.dataset.length = letters.length;
}

// `show(state)` draws a state; `told(message, id)` takes in one message. Returns the clock.
export function startScreen({ main, show, told }) {
  const state = JSON.parse(main.dataset.state);
  const clock = new ServerClock(state.now);
  const clockFace = document.getElementById("clock");
  const lost = document.getElementById("lost");
  const since = document.getElementById("since");
  const tick = () => {
    const text = hoursMinutes(clock.now());
    if (clockFace.textContent !== text) clockFace.textContent = text;
  };
  show(state);
  const live = new Live({
    ...state.listen,
    closely: true,
    async renew() {
      const fresh = await fetchJson(main.dataset.stateUrl);
      clock.set(fresh.now);
      show(fresh);
      return fresh.listen;
    },
    onMessage: told,
    onLost(moment) {
      since.textContent = hoursMinutes(clock.at(moment));
      lost.hidden = false;
    },
    onHeard() {
      lost.hidden = true;
    },
  });
  tick();
  setInterval(tick, 1000);
  setInterval(() => live.renew(), FRESH_EVERY * (0.9 + 0.2 * Math.random()));
  navigator.wakeLock?.request("screen").catch(() => {});
  return { clock, live };
}
