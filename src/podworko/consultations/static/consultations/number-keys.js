/* In a form with <number-keys> round a group of choices, the keys 1 to 9 choose. They work only
   while the form has the focus and nothing is being typed, so they take no key from anybody. */
customElements.define("number-keys", class extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form");
    form.addEventListener("keydown", (event) => this.choose(event));
    const asked = form.closest("[id]");
    // Only once the browser has gone to that place of the page: going there takes the focus away.
    if (asked && location.hash === `#${asked.id}`) addEventListener("load", () => setTimeout(() => this.choices[0]?.focus()));
  }

  get choices() {
    return [...this.querySelectorAll("input[type=radio]")];
  }

  choose(event) {
    const isTyping = event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
    const choice = /^[1-9]$/.test(event.key) ? this.choices[Number(event.key) - 1] : null;
    if (isTyping || event.ctrlKey || event.altKey || event.metaKey || !choice) return;
    event.preventDefault();
    choice.checked = true;
    choice.focus();
  }
});
