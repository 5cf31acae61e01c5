// What a page needs besides htmx: tables that sort and filter, and forms whose last words are kept.
"use strict";

function sortBy(button) {
  const head = button.closest("th");
  const table = head.closest("table");
  const at = [...head.parentElement.children].indexOf(head);
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const language = document.documentElement.lang;
  const key = (row) => row.children[at].dataset.value ?? row.children[at].textContent.trim();
  const compare = (a, b) => {
    const [x, y] = [key(a), key(b)];
    const numbers = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
    return numbers ? x - y : x.localeCompare(y, language, { numeric: true });
  };
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((a, b) => (up ? compare(a, b) : compare(b, a)));
  body.append(...rows);
}

function filterTable(input) {
  const words = input.value.toLocaleLowerCase();
  for (const row of document.getElementById(input.dataset.filters).tBodies[0].rows) {
    row.hidden = !row.textContent.toLocaleLowerCase().includes(words);
  }
}

// A cell that begins like a formula is quoted, so that a spreadsheet shows it and does not run it.
function csvCell(cell) {
  const text = (cell.dataset.value ?? cell.textContent).trim().replace(/\s+/g, " ");
  const number = text !== "" && !isNaN(text);
  const safe = !number && /^[=+\-@\t]/.test(text) ? "'" + text : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function saveCsv(button) {
  const table = document.getElementById(button.dataset.csv);
  const rows = [...table.rows].filter((row) => !row.hidden);
  const lines = rows.map((row) => [...row.cells].map(csvCell).join(","));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n")], { type: "text/csv" }));
  link.download = `${button.dataset.csv}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches("th button[data-sort]")) sortBy(button);
  if (button.dataset.csv) saveCsv(button);
});

document.addEventListener("input", (event) => {
  if (event.target.dataset.filters) filterTable(event.target);
});

for (const clock of document.querySelectorAll("[data-until]")) {
  const tick = () => {
    const left = Math.max(0, Math.round((new Date(clock.dataset.until) - Date.now()) / 1000));
    clock.textContent = left >= 120 ? `${Math.ceil(left / 60)} min` : `${left} s`;
    if (!left) clearInterval(beat);
  };
  const beat = setInterval(tick, 1000);
}

// htmx keeps a draft a second after the last key; what was typed later leaves with the page itself.
const draft = document.querySelector("form[hx-post]");
if (draft) {
  let typed = false;
  draft.addEventListener("input", () => { typed = true; });
  draft.addEventListener("htmx:beforeRequest", () => { typed = false; });
  draft.addEventListener("htmx:sendError", () => { typed = true; });
  document.addEventListener("submit", () => { typed = false; });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && typed) navigator.sendBeacon(draft.getAttribute("hx-post"), new FormData(draft));
  });
}
