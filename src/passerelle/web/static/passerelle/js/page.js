// What a page needs besides htmx: tables that sort and filter, and forms that warn before they are left.
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

document.addEventListener("click", (event) => {
  const button = event.target.closest("th button[data-sort]");
  if (button) sortBy(button);
});

document.addEventListener("input", (event) => {
  if (event.target.dataset.filters) filterTable(event.target);
});
