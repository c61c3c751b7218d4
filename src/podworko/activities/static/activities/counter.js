// The counter's keys: from a field the arrow down goes into the list below it, and the arrow up
// at its top comes back; Enter takes what the focus is on. Everything else is the form's own.

const form = document.getElementById("counter");

function radios(input) {
  return [...document.getElementById(input.dataset.into).querySelectorAll(".choice input")];
}

form.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key === "ArrowDown" && target.dataset.into) {
    const all = radios(target);
    const first = all.find((radio) => radio.checked) ?? all[0];
    if (!first) return;
    first.focus();
    first.click();
    event.preventDefault();
  }
  if (key === "Enter" && target.matches(".choice input") && !target.checked) target.click();
  if (key === "ArrowUp" && target.matches(".choice input")) {
    const field = form.querySelector(`[data-into="${target.closest("[id$=-found]").id}"]`);
    if (radios(field)[0] !== target) return;
    field.focus();
    event.preventDefault();
  }
});
