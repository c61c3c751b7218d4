// A tablet with a survey: each question is swapped in, so that no page of an earlier person stays
// behind in the browser; without a touch for a while the answers go, after a countdown that any
// touch stops.

const frame = document.querySelector("[data-kiosk]");
const ask = document.querySelector("[data-ask]");
let timer;
let ticking;
let left;

/** Begins anew, in the place of this page and not after it. */
function leave() {
  location.replace(frame.dataset.kiosk);
}

function restart() {
  clearTimeout(timer);
  clearInterval(ticking);
  ticking = undefined;
  if (ask.open) ask.close();
  const { idle, quiet } = document.getElementById("main").dataset;
  if (idle) timer = setTimeout(quiet === undefined ? countDown : leave, Number(idle) * 1000);
}

function countDown() {
  left = Number(document.getElementById("main").dataset.countdown);
  tell();
  ask.showModal();
  ticking = setInterval(() => {
    left -= 1;
    tell();
    if (left <= 0) leave();
  }, 1000);
}

function tell() {
  document.querySelector("[data-left]").textContent = left;
}

for (const kind of ["input", "keydown", "pointerdown", "change"]) {
  document.addEventListener(kind, restart, { passive: true });
}
document.querySelector("[data-stay]").addEventListener("click", restart);
// Closed by the tablet's own gesture. What restart itself closes is told with the next picture: on a
// slow tablet when the next question already stands open, which that must not close.
ask.addEventListener("close", () => ticking && !ask.open && restart());

document.addEventListener("htmx:afterSettle", () => {
  scrollTo(0, 0);
  document.getElementById("main").focus({ preventScroll: true });
  restart();
});

// Stopped from the desk, or closed: the start says so. Without signal the answers stay as long as
// they may.
document.addEventListener("htmx:responseError", leave);
const lost = document.querySelector("[data-lost]");
document.addEventListener("htmx:sendError", () => (lost.hidden = false));
document.addEventListener("htmx:beforeRequest", () => (lost.hidden = true));

// A page taken out of the browser's memory is an earlier person's.
addEventListener("pageshow", (event) => event.persisted && leave());

restart();
frame.dataset.ready = "";
