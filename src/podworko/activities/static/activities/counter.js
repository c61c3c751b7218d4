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

// What was typed into a part of the page while its next state was on the way is put into it.
let typed = [];
form.addEventListener("htmx:beforeSwap", ({ target }) => {
  const fields = [...target.querySelectorAll("input:not(.choice input), textarea")];
  typed = fields.filter((field) => field.id && field.value !== field.defaultValue);
});
form.addEventListener("htmx:afterSwap", () => {
  for (const { id, value } of typed) {
    const field = document.getElementById(id);
    if (field) field.value = value;
  }
  typed = [];
});

// Whoever typed before the script came is answered as well.
document.addEventListener("DOMContentLoaded", () => {
  for (const field of form.querySelectorAll("[data-into]")) {
    if (field.value !== field.defaultValue) field.dispatchEvent(new Event("typed"));
  }
});
