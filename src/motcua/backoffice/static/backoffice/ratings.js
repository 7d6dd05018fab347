// The head's page of ratings: fetched again when somebody rated, at most once in some seconds; what is being chosen stays.
import { Live } from "../ui/js/live.js";

const PAUSE = 3000;
const box = () => document.getElementById("live");
let waiting = 0;

async function load() {
  const answer = await fetch(location.href, { signal: AbortSignal.timeout(8000) });
  if (!answer.ok || answer.redirected) throw new Error(`no figures: ${answer.status}`);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  const listen = JSON.parse(fresh.dataset.listen);
  if (!box().contains(document.activeElement)) box().replaceWith(fresh);
  return listen;
}

new Live({
  ...JSON.parse(box().dataset.listen),
  renew: load,
  onMessage() {
    waiting ||= setTimeout(() => {
      waiting = 0;
      load().catch(() => {});
    }, PAUSE);
  },
});
