// Small comforts on pages that work without them. Listeners sit on the document, so that what htmx brings in is served as well.

const all = (selector, root = document) => root.querySelectorAll(selector);

// Copy a code, print the page: the buttons exist only where a script can serve them.
function reveal(root) {
  if (navigator.clipboard) all("[data-copy]", root).forEach((button) => (button.hidden = false));
  all("[data-print]", root).forEach((button) => (button.hidden = false));
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const word = button.querySelector("span");
  const before = word.textContent;
  word.textContent = button.dataset.done;
  toast(`${button.dataset.done}: ${button.dataset.copy}`);
  setTimeout(() => (word.textContent = before), 2000);
}

export function toast(text) {
  const line = document.createElement("p");
  line.className = "toast";
  line.textContent = text;
  document.getElementById("toasts").append(line);
  setTimeout(() => line.remove(), 5000);
}

// Dialogs: the link opens the native one, Esc and "Đóng" close it, the focus goes back to the link.
function openDialog(link) {
  const dialog = document.querySelector(link.getAttribute("href"));
  if (!dialog?.showModal) return false;
  dialog.addEventListener("close", () => link.focus(), { once: true });
  dialog.showModal();
  return true;
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-copy], [data-print], [data-dialog], [data-close], .summary a");
  if (!target) return;
  if (target.matches("[data-copy]")) copy(target);
  else if (target.matches("[data-print]")) window.print();
  else if (target.matches("[data-dialog]") && openDialog(target)) event.preventDefault();
  else if (target.matches("[data-close]") && target.closest("dialog[open]")) {
    event.preventDefault();
    target.closest("dialog").close();
  } else if (target.matches(".summary a")) {
    const field = document.querySelector(target.hash);
    if (!field) return;
    event.preventDefault();
    field.focus({ preventScroll: true });
    (field.closest(".field") ?? field).scrollIntoView({ block: "start" });
  }
});

// A link with the role of a button answers the space bar.
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches?.("a[role=button], a[data-dialog]")) {
    event.preventDefault();
    event.target.click();
  }
});

// Tabs within a page, by the ARIA pattern: one stop for Tab, arrows between.
function makeTabs(box) {
  const links = [...all("nav a", box)];
  const panels = links.map((link) => box.querySelector(link.hash));
  const select = (chosen, focus) => {
    links.forEach((link, i) => {
      link.setAttribute("aria-selected", i === chosen);
      link.tabIndex = i === chosen ? 0 : -1;
      panels[i].hidden = i !== chosen;
    });
    if (focus) links[chosen].focus();
  };
  const nav = box.querySelector("nav");
  const list = nav.querySelector("ul");
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", nav.getAttribute("aria-label"));
  nav.setAttribute("role", "presentation");
  nav.removeAttribute("aria-label");
  links.forEach((link, i) => {
    link.parentElement.setAttribute("role", "presentation");
    link.setAttribute("role", "tab");
    link.id ||= `${panels[i].id}-tab`;
    link.setAttribute("aria-controls", panels[i].id);
    panels[i].setAttribute("role", "tabpanel");
    panels[i].setAttribute("aria-labelledby", link.id);
    panels[i].tabIndex = 0;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      select(i);
    });
  });
  list.addEventListener("keydown", (event) => {
    const now = links.indexOf(document.activeElement);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    select((to + links.length) % links.length, true);
  });
  select(Math.max(0, links.findIndex((link) => link.hash === location.hash)));
}

// What is folded away on the screen is open on paper.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...all("details:not([open])")];
  folded.forEach((item) => {
    item.dataset.group = item.getAttribute("name") ?? "";
    item.removeAttribute("name");
    item.open = true;
  });
});
addEventListener("afterprint", () =>
  folded.forEach((item) => {
    item.open = false;
    if (item.dataset.group) item.setAttribute("name", item.dataset.group);
  }),
);

function start(root) {
  reveal(root);
  all("[data-tabs]", root).forEach(makeTabs);
  root.querySelector("[data-focus]")?.focus();
  all(".toast", document.getElementById("toasts")).forEach((line) => setTimeout(() => line.remove(), 8000));
}

start(document);
document.addEventListener("htmx:load", (event) => event.detail.elt !== document.body && start(event.detail.elt));
