// Suggestions under a search box, by the ARIA combobox pattern. Without this script the box is a plain form.

const PAUSE = 120; // milliseconds: the next key of somebody who types is faster

function suggest(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-list`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label);
  const said = document.createElement("p");
  said.className = "hidden";
  said.setAttribute("role", "status");
  input.closest("form").append(list, said);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) input.setAttribute(name, value);

  let chosen = -1;
  let timer;
  let request;

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(items) {
    const before = chosen < 0 ? undefined : list.children[chosen].dataset.href;
    const beforeLabel = list.children[chosen]?.firstChild.textContent;
    list.replaceChildren(...items.map(option));
    if (!items.length) return close();
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = false;
    const still = items.findIndex(({ href, label }) => href === before && label === beforeLabel);
    if (still >= 0) choose(still); // the answer to the last key came while somebody was walking down
    input.setAttribute("aria-expanded", "true");
    said.textContent = input.dataset.found.replace("{n}", items.length);
  }

  function option({ label, href, note }, index) {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.href = href;
    const text = document.createElement("b");
    text.textContent = label;
    item.append(text);
    if (note) {
      const small = document.createElement("small");
      small.textContent = note;
      item.append(small);
    }
    return item;
  }

  function choose(index) {
    const items = [...list.children];
    chosen = (index + items.length + 1) % (items.length + 1);
    items.forEach((item, i) => item.setAttribute("aria-selected", i === chosen));
    if (chosen === items.length) {
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", items[chosen].id);
      items[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  async function ask() {
    const words = input.value.trim();
    request?.abort();
    if (words.length < 2) return close();
    request = new AbortController();
    try {
      const address = new URL(input.dataset.suggest, location);
      address.searchParams.set("q", words);
      const answer = await fetch(address, { signal: request.signal, headers: { Accept: "application/json" } });
      if (answer.ok && document.activeElement === input) show((await answer.json()).items);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? list.children.length - 1 : chosen === 0 ? list.children.length : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.href);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) location.assign(item.dataset.href);
  });
}

document.querySelectorAll("[data-suggest]").forEach(suggest);
