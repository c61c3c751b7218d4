// A place pressed on the map goes into the form; without script the address in words does.

const picker = document.querySelector("[data-pick]");
const field = document.querySelector("input[name=point]");

if (picker && field) {
  const said = picker.querySelector("[data-picked]");
  picker.hidden = false;
  if (field.value) said.textContent = said.dataset.words;
  picker.addEventListener("mappress", ({ detail }) => {
    field.value = `${detail.lat.toFixed(5)},${detail.lon.toFixed(5)}`;
    said.textContent = said.dataset.words;
  });
}
