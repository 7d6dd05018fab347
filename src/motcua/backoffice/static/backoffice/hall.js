// The hall's overview: drawn anew some seconds after something happened; the slider chooses a moment of the day.
import { Live } from "../ui/js/live.js";

const TOGETHER = 2000; // what happens within so many milliseconds is shown at once
const MOMENTS = 30000; // waits grow though nothing happens

const slide = document.getElementById("slide");
const at = document.getElementById("at");
slide.hidden = false;
slide.addEventListener("input", () => {
  at.value = `${String(Math.floor(slide.value / 60)).padStart(2, "0")}:${String(slide.value % 60).padStart(2, "0")}`;
});
slide.addEventListener("change", () => document.getElementById("moment").requestSubmit());

async function reload() {
  const answer = await fetch(location.href, { signal: AbortSignal.timeout(8000) });
  if (!answer.ok || answer.redirected) throw new Error(`no overview: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("overview");
  document.getElementById("overview").replaceWith(fresh);
  return JSON.parse(fresh.dataset.listen);
}

const listen = document.getElementById("overview").dataset.listen;
if (listen) {
  let soon = 0;
  const live = new Live({
    ...JSON.parse(listen),
    renew: reload,
    onMessage() {
      soon ||= setTimeout(() => {
        soon = 0;
        live.renew();
      }, TOGETHER);
    },
    onLost: () => (document.getElementById("lost").hidden = false),
    onHeard: () => (document.getElementById("lost").hidden = true),
  });
  setInterval(() => live.renew(), MOMENTS);
}
