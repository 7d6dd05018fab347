// A scanner that is a keyboard: it types faster than anybody, and ends with Enter.

const FASTEST_HAND = 45; // ms between two keys
const SHORTEST = 8;

export function listenToScanner(tell) {
  let typed = "";
  let last = 0;

  document.addEventListener("keydown", (event) => {
    const now = event.timeStamp;
    const isQuick = now - last < FASTEST_HAND;
    last = now;
    if (event.key === "Enter" && isQuick && typed.length >= SHORTEST) {
      const text = typed;
      typed = "";
      stop(event);
      if (document.activeElement?.matches?.("input")) document.activeElement.value = "";
      tell(text);
      return;
    }
    if (event.key.length === 1) {
      typed = isQuick ? typed + event.key : event.key;
      if (isQuick && event.key === " ") stop(event); // a space in the code presses no button
    } else if (event.key !== "Shift" && event.key !== "AltGraph") typed = "";
  }, { capture: true });
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}
