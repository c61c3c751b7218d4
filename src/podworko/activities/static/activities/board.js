// Moving things on the board, with the mouse or with keys. Nothing is changed here: a drop
// opens the form of the session with the new day and place in it, which says what stands in
// the way and how many people are told. Without script the same form is a link away.

const table = document.querySelector(".board");
const dialog = document.querySelector("#move");
const body = document.querySelector("#move-body");
const live = document.querySelector("#board-live");
let picked = null;
let target = null;

/** What a cell says to something that lasts from minute to minute: taken, closed or free. */
function verdict(cell, item) {
  const [from, to] = [Number(item.dataset.from), Number(item.dataset.to)];
  const others = [...cell.querySelectorAll(".board-item")].filter((other) => other !== item);
  const meets = (other) => Number(other.dataset.from) < to && from < Number(other.dataset.to);
  const isRow = table.dataset.by !== "miesiac" && cell.parentElement.dataset.code;
  if (isRow && others.some(meets)) return "taken";
  if (cell.dataset.open === "?") return "free";
  const spans = cell.dataset.open.split(" ").filter(Boolean).map((span) => span.split("-").map(Number));
  return spans.some(([opens, closes]) => opens <= from && to <= closes) ? "free" : "closed";
}

function aim(cell) {
  target?.classList.remove("is-target", "is-taken", "is-closed");
  target = cell;
  if (!cell || !picked) return;
  const said = verdict(cell, picked);
  cell.classList.add("is-target");
  if (said !== "free") cell.classList.add(`is-${said}`);
}

function pick(item) {
  picked = item;
  item.classList.add("is-picked");
}

function letGo() {
  picked?.classList.remove("is-picked");
  aim(null);
  picked = null;
}

/** The address of the session's form as if it were dropped on `cell`. */
function address(item, cell) {
  const wish = new URLSearchParams({ tablica: "1", dzien: cell.dataset.day });
  const [from, to] = [item.closest("tr").dataset.code, cell.parentElement.dataset.code];
  if (table.dataset.by === "sala" && from !== to) wish.set("gdzie", to);
  if (table.dataset.by === "prowadzacy" && from !== to) {
    wish.set("prowadzi", to.slice(1));
    wish.set("zamiast", from.slice(1));
  }
  return `${item.dataset.move}?${wish}`;
}

async function open(url) {
  if (!window.htmx || !dialog.showModal) {
    window.location.href = url;
    return;
  }
  body.replaceChildren();
  await window.htmx.ajax("GET", url, { target: body, swap: "innerHTML" }).catch(() => {});
  // Refused or without signal: the page itself says what is the matter.
  if (!body.firstElementChild) window.location.href = url;
  else if (!dialog.open) dialog.showModal();
}

function drop(cell) {
  const item = picked;
  letGo();
  if (item && cell && cell !== item.closest("td")) open(address(item, cell));
}

table?.addEventListener("dragstart", (event) => {
  const item = event.target.closest?.(".board-item[data-move]");
  if (!item) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", item.querySelector("a").textContent);
  pick(item);
});
table?.addEventListener("dragover", (event) => {
  const cell = event.target.closest("td[data-day]");
  if (!picked || !cell) return;
  event.preventDefault();
  if (cell !== target) aim(cell);
});
table?.addEventListener("drop", (event) => {
  event.preventDefault();
  drop(event.target.closest("td[data-day]"));
});
table?.addEventListener("dragend", letGo);

function say(words) {
  live.textContent = words;
}

/** The cell beside `cell` in the direction of an arrow key, or the same one at the edge. */
function beside(cell, key) {
  const row = cell.parentElement;
  const cells = [...row.querySelectorAll("td")];
  const at = cells.indexOf(cell);
  const side = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (side) return cells[at + side] ?? cell;
  const next = key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
  return next?.querySelectorAll("td")[at] ?? cell;
}

function step(key) {
  aim(beside(target, key));
  target.scrollIntoView({ block: "nearest", inline: "nearest" });
  const heads = [...table.tHead.rows[0].cells];
  const day = table.dataset.by === "miesiac" ? target.dataset.day : heads[target.cellIndex].innerText;
  const row = target.parentElement.querySelector("th")?.textContent ?? "";
  say(`${row} ${day}: ${live.dataset[verdict(target, picked)]}`);
}

document.addEventListener("keydown", (event) => {
  if (dialog.open) return;
  if (picked) steer(event);
  else if (event.key.toLowerCase() === "m" && !event.ctrlKey && !event.metaKey && !event.altKey) lift(event);
});

function lift(event) {
  const item = document.activeElement?.closest?.(".board .board-item[data-move]");
  if (!item) return;
  event.preventDefault();
  pick(item);
  aim(item.closest("td"));
  say(live.dataset.picked);
}

function steer(event) {
  if (event.key.startsWith("Arrow")) step(event.key);
  else if (event.key === "Enter") drop(target);
  else if (event.key === "Escape") {
    letGo();
    say(live.dataset.dropped);
  } else return;
  event.preventDefault();
}

// A click on a title opens the same form without leaving the board.
document.querySelector("main").addEventListener("click", (event) => {
  const link = event.target.closest(".board-item[data-move] a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link.href);
});
