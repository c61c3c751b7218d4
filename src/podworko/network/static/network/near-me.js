// <near-me data-target="id">: fills a field with where the device is and sends its form.
//
// Hidden until it can help. The position goes into the address of this page as degrees with
// four digits (about ten metres) and is kept nowhere.

const DIGITS = 4;

class NearMe extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!navigator.geolocation || !button) return;
    this.hidden = false;
    button.addEventListener("click", () => this.#ask(button));
  }

  #ask(button) {
    button.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.#send(coords),
      () => this.#apologise(button),
      { timeout: 15000, maximumAge: 600000 },
    );
  }

  #send({ latitude, longitude }) {
    const field = document.getElementById(this.dataset.target);
    field.value = `${latitude.toFixed(DIGITS)},${longitude.toFixed(DIGITS)}`;
    field.form.requestSubmit();
  }

  #apologise(button) {
    button.removeAttribute("aria-busy");
    this.querySelector("[role=status]").textContent = this.dataset.sorry;
  }
}

customElements.define("near-me", NearMe);
