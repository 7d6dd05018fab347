// A scanner that is a keyboard: it types faster than anybody, and ends with Enter. Once it is known as one, what it types goes
// into a field out of sight: letters with marks come as input there, and as no key anywhere else.

const FASTEST_HAND = 45; // ms between two keys
const KNOWN_AFTER = 4; // quick keys
const GIVES_UP = 2000;
const OF_A_CARD_OR_A_SLIP = /\||token=|\/lich\//;

export function listenToScanner(fieldOf, tell) {
  let typed = "";
  let last = 0;
  let giveUp = 0;

  document.addEventListener("keydown", (event) => {
    const isQuick = event.timeStamp - last < FASTEST_HAND;
    last = event.timeStamp;
    const field = fieldOf();
    const at = document.activeElement;
    if (event.key === "Enter" && at?.matches?.("input")) {
      if (at === field || OF_A_CARD_OR_A_SLIP.test(at.value)) hand(event, at);
    } else if (event.key === "Enter") typed = "";
    else if (event.key.length === 1 && !at?.matches?.("input")) {
      typed = isQuick ? typed + event.key : event.key;
      if (isQuick) stop(event); // a space in a code presses no button
      if (typed.length >= KNOWN_AFTER) collect(field);
    }
  }, { capture: true });

  function collect(field) {
    field.value = typed;
    typed = "";
    field.focus();
    clearTimeout(giveUp);
    giveUp = setTimeout(() => forget(field), GIVES_UP);
  }

  function forget(field) {
    field.value = "";
    field.blur();
  }

  function hand(event, field) {
    const text = field.value;
    stop(event);
    clearTimeout(giveUp);
    forget(field);
    tell(text);
  }
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}
