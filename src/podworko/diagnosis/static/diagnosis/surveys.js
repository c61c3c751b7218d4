// What script adds to a questionnaire: it hides what is not asked, and lets the map be pressed.

/** Shows the questions that hang on others only once they are asked. */
const conditional = [...document.querySelectorAll(".question[data-after]")];

const chosen = (name) =>
  [...document.querySelectorAll(`[name="${CSS.escape(name)}"]`)]
    .filter((input) => !input.closest(".question")?.hidden)
    .filter((input) => (input.type === "radio" || input.type === "checkbox" ? input.checked : input.value))
    .map((input) => input.value);

function showWhatIsAsked() {
  // In their order, so that a chain of questions follows its first one.
  for (const question of conditional) {
    const codes = question.dataset.codes.split(" ");
    question.hidden = !chosen(question.dataset.after).some((code) => codes.includes(code));
  }
}

if (conditional.length) {
  document.addEventListener("change", showWhatIsAsked);
  showWhatIsAsked();
}

/** The map in fields: pressing one chooses it in the list below, and the other way round. */
class PlaceGrid extends HTMLElement {
  connectedCallback() {
    this.list = document.getElementById(this.dataset.target);
    const picture = this.querySelector("svg");
    if (!this.list || !picture) return;
    picture.dataset.live = "";
    picture.addEventListener("click", (event) => this.#press(event.target.dataset.cell));
    this.list.addEventListener("change", () => this.#mark());
    this.#mark();
  }

  #press(cell) {
    if (!cell) return;
    this.list.value = this.list.value === cell ? "" : cell;
    this.list.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #mark() {
    for (const cell of this.querySelectorAll("[data-cell]")) {
      cell.toggleAttribute("data-chosen", cell.dataset.cell === this.list.value);
    }
  }
}

customElements.define("place-grid", PlaceGrid);

/** Typing paper: Enter goes to the next line, and sends the sheet from the last one. */
for (const form of document.querySelectorAll("form[data-typing]")) {
  const lines = [...form.querySelectorAll("input[type=text], input[type=number], textarea")].filter(
    (line) => line.tabIndex >= 0,
  );
  form.addEventListener("keydown", (event) => {
    const at = lines.indexOf(event.target);
    const isLine = event.key === "Enter" && at >= 0 && event.target.tagName !== "TEXTAREA";
    if (!isLine) return;
    event.preventDefault();
    if (at === lines.length - 1) return form.requestSubmit();
    lines[at + 1].focus();
    lines[at + 1].select?.();
  });
  form.dataset.ready = "";
}
