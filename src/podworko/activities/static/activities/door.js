// The screen at the door goes back to its beginning by itself, so that nobody reads on a screen
// what the one before them left there.

const door = document.querySelector("[data-door]");
const seconds = Number(door.dataset.idle);
let timer;

function restart() {
  clearTimeout(timer);
  timer = setTimeout(() => location.replace(door.dataset.door), seconds * 1000);
}

if (seconds) {
  for (const kind of ["input", "keydown", "pointerdown", "change"]) {
    document.addEventListener(kind, restart, { passive: true });
  }
  restart();
}

// A scanner types: it is heard wherever the finger was last. Who is in a field already stays there.
const code = document.getElementById("id_code");
if (document.activeElement === document.body) code?.focus();
