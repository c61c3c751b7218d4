// <register-code>: a code typed, scanned or seen by the camera marks everybody it is for, through
// the sheet's own taps; so it works without signal too. Without script the form asks the server.

class RegisterCode extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => this.#read(event));
  }

  #read(event) {
    const field = this.form.elements.code;
    const code = field.value.toUpperCase().replace(/[^0-9A-Z]/g, "");
    const lines = [...this.closest("register-sheet").querySelectorAll("[data-code]")];
    const held = code ? lines.filter((line) => line.dataset.code === code) : [];
    // A code that is not on this sheet is the server's to explain, when it can be asked.
    if (!held.length && navigator.onLine) return;
    event.preventDefault();
    for (const line of held) {
      const there = line.querySelector("input[value=present]");
      if (!there.checked) there.click();
    }
    const names = held.map((line) => line.querySelector("legend").firstChild.textContent.trim());
    this.querySelector("[data-read]").textContent = held.length
      ? `${this.dataset.here} ${names.join(", ")}`
      : this.dataset.unknown;
    field.value = "";
    field.focus();
  }
}

customElements.define("register-code", RegisterCode);
