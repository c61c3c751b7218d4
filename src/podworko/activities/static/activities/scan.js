// Reads a code with the device's camera, where the browser can by itself; elsewhere there is the
// field, and a scanner that types into it. No picture leaves the device.

const EVERY = 250;
const GIVES_UP = 30_000;

class CodeScanner extends HTMLElement {
  async connectedCallback() {
    if (!("BarcodeDetector" in globalThis) || !navigator.mediaDevices) return;
    const formats = await BarcodeDetector.getSupportedFormats();
    if (!formats.includes("qr_code")) return;
    this.detector = new BarcodeDetector({ formats: ["qr_code"] });
    this.video = this.querySelector("video");
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => this.#toggle());
  }

  disconnectedCallback() {
    this.#stop();
  }

  async #toggle() {
    if (this.stream) {
      this.#stop();
      return;
    }
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: this.dataset.facing ?? "user" },
      });
      this.video.srcObject = this.stream;
      this.video.hidden = false;
      await this.video.play();
      this.#look(performance.now() + GIVES_UP);
    } catch {
      this.#stop();
      const note = this.querySelector("[role=status]");
      note.textContent = note.dataset.refused;
    }
  }

  async #look(until) {
    if (!this.stream) return;
    const found = await this.detector.detect(this.video).catch(() => []);
    if (found.length) this.#found(found[0].rawValue);
    else if (performance.now() > until) this.#stop();
    else setTimeout(() => this.#look(until), EVERY);
  }

  #found(text) {
    this.#stop();
    const field = document.getElementById(this.dataset.into);
    field.value = text;
    field.form.requestSubmit();
  }

  #stop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    if (this.video) this.video.hidden = true;
  }
}

customElements.define("code-scanner", CodeScanner);
