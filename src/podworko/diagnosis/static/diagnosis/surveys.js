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

/** A ranking: things are added, moved and taken out by buttons; the lists they fill in are sent. */
class Ranking {
  constructor(box) {
    this.box = box;
    this.words = box.dataset;
    this.things = [...box.querySelectorAll(":scope > .field")].filter((field) => field.querySelector("select"));
    this.most = Math.max(...this.things.map((thing) => this.#list(thing).options.length - 1));
    this.after = this.things.at(-1).nextSibling;
    this.order = this.things.filter((thing) => this.#place(thing)).sort((a, b) => this.#place(a) - this.#place(b));
    this.said = Object.assign(document.createElement("p"), { className: "visually-hidden", role: "status" });
    this.things.forEach((thing) => this.#equip(thing));
    box.before(this.said);
    const hint = box.parentElement.querySelector("[data-ranking-hint]");
    if (hint) hint.textContent = hint.dataset.rankingHint;
    box.dataset.live = "";
    this.#draw();
  }

  #list(thing) {
    return thing.querySelector("select");
  }

  #place(thing) {
    return Number(this.#list(thing).value);
  }

  #name(thing) {
    return thing.querySelector(".field__label").firstChild.textContent.trim();
  }

  #equip(thing) {
    this.#list(thing).hidden = true;
    const control = thing.querySelector(".field__control");
    const badge = Object.assign(document.createElement("span"), { className: "ranking__place" });
    badge.setAttribute("aria-hidden", "true");
    control.append(badge, this.#button(thing, -1), this.#button(thing, 1));
  }

  #button(thing, step) {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.className = "button button--secondary";
    button.dataset.step = step;
    button.addEventListener("click", () => this.#move(thing, step, button));
    return button;
  }

  #move(thing, step, button) {
    const at = this.order.indexOf(thing);
    const to = at + step;
    if (at < 0) this.order.splice(Math.min(this.order.length, this.most - 1), this.most, thing);
    else if (to >= this.order.length) this.order.splice(at, 1);
    else if (to >= 0) this.order.splice(to, 0, ...this.order.splice(at, 1));
    this.#draw();
    (button.hidden ? thing.querySelector("button:not([hidden])") : button).focus();
    this.#list(thing).dispatchEvent(new Event("change", { bubbles: true }));
    const place = this.order.indexOf(thing) + 1;
    const told = place ? `${this.words.placed} ${place} / ${this.order.length}` : this.words.without;
    this.said.textContent = `${this.#name(thing)}: ${told}`;
  }

  #draw() {
    const others = this.things.filter((thing) => !this.order.includes(thing));
    for (const thing of [...this.order, ...others]) {
      const place = this.order.indexOf(thing) + 1;
      this.#list(thing).value = place || "";
      thing.querySelector(".ranking__place").textContent = place ? `${place}.` : "–";
      const [up, down] = thing.querySelectorAll("button");
      this.#label(up, thing, place ? this.words.up : this.words.add);
      this.#label(down, thing, place === this.order.length ? this.words.out : this.words.down);
      // It stays where it is at the top, so that the key pressed once more moves nothing down.
      up.setAttribute("aria-disabled", place === 1);
      down.hidden = !place;
      this.box.insertBefore(thing, this.after);
    }
  }

  #label(button, thing, words) {
    button.textContent = words;
    button.setAttribute("aria-label", `${words}: ${this.#name(thing)}`);
  }
}

for (const box of document.querySelectorAll("[data-ranking]")) new Ranking(box);

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
