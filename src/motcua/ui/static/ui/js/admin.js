// Django's admin leaves controls in its inline tables, and its search boxes for related records, without a name for the ear.

const words = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

// The label of a control: its own, or the heading of its column.
function nameOf(control) {
  const own = control.id && document.querySelector(`label[for="${CSS.escape(control.id)}"]`);
  if (own) return words(own);
  const cell = control.closest("td");
  const column = cell && [...cell.classList].map((name) => name.match(/^field-(.+)$/)?.[1]).find(Boolean);
  const heading = column && cell.closest("table").querySelector(`thead .column-${CSS.escape(column)}`);
  return words(heading) || words(cell?.closest("fieldset")?.querySelector("legend, h2, h3"));
}

function nameControls(root) {
  for (const control of root.querySelectorAll(".tabular :is(input:not([type=hidden]), select, textarea)")) {
    const name = nameOf(control);
    if (name && !control.labels?.length) control.setAttribute("aria-label", name);
  }
  for (const box of root.querySelectorAll(".select2-selection[role=combobox], .select2-search__field")) {
    const select = box.closest(".select2-container")?.previousElementSibling;
    const name = select && nameOf(select);
    if (!name) continue;
    box.removeAttribute("aria-labelledby"); // it names the box by its value
    for (const part of [box, ...box.querySelectorAll("[role=textbox]")]) part.setAttribute("aria-label", name);
  }
  root.querySelectorAll("th.original").forEach((cell) => cell.setAttribute("role", "cell"));
}

const later = (root) => setTimeout(() => nameControls(root)); // after the admin's own scripts have made their boxes
addEventListener("load", () => later(document));
document.addEventListener("formset:added", (event) => later(event.target));
