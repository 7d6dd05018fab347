// Keys and the scanner at the desk. Every page works without them.

const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
const BURST = 60; // milliseconds between two characters: a scanner is faster, a person is not
const SHORTEST = 8;
const CARD_BEGINS = /^\d{4}$/;
const CARD = /\d{12}\|\d*\|[^|]+\|.*$/;
const DOSSIER = /^[A-Z0-9.]{3,20}-\d{6}-\d{4,9}$/i;
const settings = document.querySelector("script[data-scan-url]").dataset;

const plain = (event) => !event.ctrlKey && !event.altKey && !event.metaKey;
const seen = (item) => !item.disabled && item.getClientRects().length > 0;

function toast(text) {
  const line = document.createElement("p");
  line.className = "toast";
  line.textContent = text;
  document.getElementById("toasts").append(line);
  setTimeout(() => line.remove(), 8000);
}

// What shows a key answers it: a button is pressed, a link followed, a field entered. Figures and letters only outside fields.
function answers(event) {
  if (!/^F\d+$/.test(event.key) && event.target.closest?.(`${FIELDS}, [data-marks]`)) return undefined;
  return [...document.querySelectorAll(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`)].find(seen);
}

document.addEventListener("keydown", (event) => {
  if (!plain(event) || event.shiftKey || event.repeat || burst.length > 1) return;
  const found = answers(event);
  if (!found) return;
  event.preventDefault();
  if (found.matches(FIELDS)) found.select?.();
  found.focus();
  if (!found.matches(FIELDS)) found.click();
  if (found.matches("summary")) found.parentElement.querySelector(FIELDS)?.focus();
});

// The scanner types wherever the cursor stands: a fast burst that ends with Enter. Letters with accents may come without a key of
// their own, so a card is read from the field that it was typed into; where there is none, it goes on in the card's field.
let burst = "";
let last = 0;

document.addEventListener(
  "keydown",
  (event) => {
    if (!plain(event)) return;
    if (event.timeStamp - last > BURST) burst = "";
    last = event.timeStamp;
    const field = event.target.closest?.(FIELDS);
    if (event.key === "Enter") {
      const text = burst;
      burst = "";
      if (!scanned(text, field)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (event.key.length === 1) {
      burst += event.key;
      if (!field && CARD_BEGINS.test(burst)) continueInCardField(event);
    }
  },
  { capture: true },
);

function continueInCardField(event) {
  const box = document.querySelector("[data-card]");
  if (!box) return;
  event.preventDefault();
  box.value = burst;
  box.focus();
}

// True when the scan was taken care of. What a card says goes to the card's field and nowhere else.
function scanned(text, field) {
  const card = (field?.value ?? text).match(CARD)?.[0];
  if (card) {
    if (field) field.value = field.value.replace(card, "");
    takeCard(card);
    return true;
  }
  if (text.length < SHORTEST || !DOSSIER.test(text) || (field && !field.matches("[data-code], [data-card]"))) return false;
  const code = wholeCode(text, field);
  const box = document.querySelector("[data-code]");
  if (field) field.value = "";
  if (box) {
    box.value = code;
    box.form.requestSubmit();
  } else if (settings.scanUrl) location.assign(`${settings.scanUrl}?ma=${encodeURIComponent(code)}`);
  return true;
}

// A busy machine delivers the first keys of a scan late, so that the burst begins in mid-code; the field then holds the whole of it.
function wholeCode(text, field) {
  const held = field?.value.trim() ?? "";
  return DOSSIER.test(held) && held.endsWith(text) ? held : text;
}

function takeCard(card) {
  const box = document.querySelector("[data-card]");
  if (!box) return toast(settings.noCard);
  box.value = card;
  press(box);
}

const press = (box) => box.form.querySelector(`button[name=act][value="${box.dataset.enter}"]`).click();

// Enter: in a search it takes the first answer; in a field with an act of its own it does that; else it goes on to the next field.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !plain(event) || event.defaultPrevented || event.isComposing) return;
  const field = event.target;
  if (field.matches("[data-take]")) takeFirst(event, field);
  else if (field.matches("[data-enter]")) {
    event.preventDefault();
    press(field);
  } else if (field.matches("[data-enter-next] :is(input, select)")) {
    event.preventDefault();
    next(field, event.shiftKey ? -1 : 1)?.focus();
  }
});

function takeFirst(event, field) {
  const found = document.getElementById(field.dataset.take);
  const first = found.querySelector("a[href]");
  if (!field.value.trim() || found.dataset.words !== field.value.trim() || !first) return; // the form asks the centre
  event.preventDefault();
  first.click();
}

function next(field, step) {
  const stops = [...field.form.querySelectorAll("input:not([type=hidden]), select, textarea, button")];
  const reachable = stops.filter((item) => seen(item) && (item.type !== "radio" || item.checked || item === field || isFirstOfUnchecked(item)));
  return reachable[reachable.indexOf(field) + step];
}

function isFirstOfUnchecked(radio) {
  const group = [...radio.form.elements[radio.name]];
  return !group.some((item) => item.checked) && group[0] === radio;
}

// A line of a checklist answers 1 to 5 and leads on to the next line.
document.addEventListener("keydown", (event) => {
  const line = event.target.closest?.("[data-marks] > li");
  if (!line || !plain(event) || event.target.type !== "radio" || !/^[1-5]$/.test(event.key)) return;
  const chosen = line.querySelectorAll("input[type=radio]")[event.key - 1];
  if (!chosen) return;
  event.preventDefault();
  chosen.click();
  const reason = chosen.value === "missing" && line.querySelector(".reason input");
  const radios = [...(line.nextElementSibling ?? line).querySelectorAll("input[type=radio]")];
  (reason || radios.find((radio) => radio.checked) || radios[0]).focus();
});

// A form that creates something is sent once. Without this the centre makes one of two, too; the page is only calmer.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000);
});
addEventListener("pageshow", () => document.querySelectorAll("[data-once]").forEach((form) => delete form.dataset.sent));

// htmx: a form that came back with sentences at its fields is shown; what failed is said; a card's text never becomes an address.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 422) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(failure, () => toast(settings.failed));
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb === "get" && event.target.value?.includes("|")) event.preventDefault();
});
