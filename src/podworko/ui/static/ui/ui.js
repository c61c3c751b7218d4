// The three small things that script adds to a page; everything else works without.

/** Turns through colours: as the device says, light, dark; remembered on this device only. */
class ThemeSwitch extends HTMLElement {
  static order = ["auto", "light", "dark"];

  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.#choose(this.#next()));
    this.#name();
  }

  get #theme() {
    return document.documentElement.dataset.theme ?? "auto";
  }

  #next() {
    const { order } = ThemeSwitch;
    return order[(order.indexOf(this.#theme) + 1) % order.length];
  }

  #choose(theme) {
    const root = document.documentElement;
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    try {
      if (theme === "auto") localStorage.removeItem("theme");
      else localStorage.setItem("theme", theme);
    } catch {
      // Without storage the choice lasts for this page.
    }
    this.#name();
    root.dispatchEvent(new CustomEvent("themechange"));
  }

  #name() {
    const name = this.button.dataset[this.#theme];
    this.querySelector("[data-name]").textContent = name;
    this.button.title = name;
  }
}

/** Passes an address on: by the phone's own sharing where there is one, or by copying. */
class ShareLink extends HTMLElement {
  connectedCallback() {
    const share = this.querySelector("[data-share]");
    share.hidden = !navigator.share;
    share.addEventListener("click", () => this.#share());
    this.querySelector("[data-copy]").addEventListener("click", () => this.#copy());
  }

  async #share() {
    const { title, url } = this.dataset;
    try {
      await navigator.share({ title, url });
    } catch (error) {
      if (error.name !== "AbortError") await this.#copy();
    }
  }

  async #copy() {
    const note = this.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(this.dataset.url);
      note.textContent = this.dataset.done;
    } catch {
      note.textContent = this.dataset.url;
    }
  }
}

customElements.define("theme-switch", ThemeSwitch);
customElements.define("share-link", ShareLink);
