// <walk-notes>: one stop after another, and a form whose notes are kept on the phone until they
// have arrived. <kept-walks>: the page of a phone without signal; draws a walk that is kept there.
//
// Without this script every stop is on the page and the form is sent as any other. With it, a
// note has a key of its own; the server keeps a key once, so sending again is harmless.

import { KeptOnDevice } from "../ui/kept-on-device.js";

const KEPT = { name: "podworko-walks", pages: "pages", waiting: "notes", of: "code", keptFor: 2 * 24 * 60 * 60 * 1000 };
const AGAIN_AFTER = 15_000;
// A connection that has died without a word: given up, so that the rest need not wait for it.
const ENOUGH = 60_000;
const LONGEST_SIDE = 1600;
const STEP = 0.0005;
const FIELDS = ["key", "made_on", "lat", "lon", "mark", "category", "stop", "remark"];

class WalkNotes extends HTMLElement {
  #store;
  #form;
  #sending = null;
  #busy = false;
  #leaving = new AbortController();

  async connectedCallback() {
    this.#form = this.querySelector("form[data-note]");
    const drawn = this.outerHTML;
    this.#goThroughStops();
    try {
      this.#store = await KeptOnDevice.open(KEPT);
      await this.#store.forgetOld();
      await this.#store.keepPage(this.dataset.code, { html: drawn, title: this.dataset.title, href: location.pathname });
    } catch (error) {
      // Private windows may have no store, a full phone no room: then the form does the work.
      console.warn("This phone keeps nothing:", error.message);
    }
    this.#offerPlace();
    if (this.#store) this.#listen();
    this.dataset.ready = "";
    if (!this.#store) return;
    navigator.serviceWorker?.register(this.dataset.worker).catch((error) => console.warn("No worker:", error.message));
    await this.#tellRefused();
    await this.send();
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }

  /** Sends what waits, one note after another; what has arrived is wiped. */
  send() {
    this.toggleAttribute("data-sending", true);
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
      this.toggleAttribute("data-sending", false);
    });
    return this.#sending;
  }

  async #sendAll() {
    const { code } = this.dataset;
    let hasSent = false;
    try {
      for (;;) {
        const note = (await this.#notes()).find((each) => !each.refused);
        if (!note) break;
        await this.#sendOne(note);
        hasSent = true;
      }
      if (await this.#store.count(code)) return;
      if (hasSent) this.#say(this.dataset.sent, "");
      if (this.dataset.over) await this.#store.forget(code);
    } catch (error) {
      const words = error instanceof Unknown ? this.dataset.unknown : this.dataset.offline;
      this.#say(`${words} ${this.dataset.waiting} ${await this.#store.count(code)}`, "wait");
    }
  }

  async #notes() {
    return (await this.#store.waiting(this.dataset.code)).map(({ item }) => item);
  }

  async #sendOne(note) {
    const answer = await this.#post(note);
    if (answer.ok) {
      await this.#store.remove([note.key]);
      this.#count(await answer.json());
      return;
    }
    if (answer.status !== 422) throw new Error(`The server answered ${answer.status}`);
    await this.#store.add(this.dataset.code, { ...note, refused: (await answer.json()).error });
    await this.#tellRefused();
  }

  async #post(note, isSecond = false) {
    const body = new FormData();
    for (const name of FIELDS) body.append(name, note[name] ?? "");
    if (note.photo) body.append("photo", blobOf(note.photo), "photo.jpg");
    const answer = await fetch(this.dataset.notes, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": this.#form.elements.csrfmiddlewaretoken.value },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(ENOUGH),
    });
    if (answer.status !== 403) return answer;
    // Either the token is old, which a fresh page mends, or this phone has no number any more.
    if (!isSecond && (await this.#freshToken())) return this.#post(note, true);
    throw new Unknown();
  }

  async #freshToken() {
    const answer = await fetch(this.dataset.page, { redirect: "manual" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("form[data-note] [name=csrfmiddlewaretoken]")?.value;
    if (!token) return false;
    for (const field of this.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    return true;
  }

  #listen() {
    const { signal } = this.#leaving;
    this.#form.addEventListener("submit", (event) => this.#submitted(event), { signal });
    this.querySelector("form[data-leave]").addEventListener("submit", (event) => this.#ending(event), { signal });
    // What began without signal is still to fail, and would be the answer to this try too.
    addEventListener("online", () => Promise.resolve(this.#sending).then(() => this.send()), { signal });
    const again = setInterval(() => this.send(), AGAIN_AFTER);
    signal.addEventListener("abort", () => clearInterval(again));
  }

  async #submitted(event) {
    event.preventDefault();
    if (this.#busy) return;
    const faults = this.#faults();
    if (faults) return this.#say(faults, "wrong");
    this.#busy = true;
    this.#say("", "");
    try {
      await this.#keep();
    } finally {
      this.#busy = false;
    }
    this.send();
  }

  /** Keeps what the form says on this phone, and empties the form for the next. */
  async #keep() {
    const { elements } = this.#form;
    const note = Object.fromEntries(FIELDS.map((name) => [name, elements[name]?.value ?? ""]));
    const [file] = elements.photo.files;
    Object.assign(note, { key: crypto.randomUUID(), at: Date.now(), made_on: localDay() });
    try {
      if (file) note.photo = await shrunk(file);
      await this.#store.add(this.dataset.code, note);
    } catch (error) {
      console.warn("This phone has no room:", error.message);
      return this.#say(this.dataset.full, "wrong");
    }
    this.#empty();
    this.#say(`${this.dataset.kept} ${this.dataset.waiting} ${await this.#store.count(this.dataset.code)}`, "wait");
  }

  #empty() {
    const { elements } = this.#form;
    for (const name of ["remark", "lat", "lon", "photo"]) elements[name].value = "";
    for (const field of elements.mark) field.checked = false;
    elements.category.value = "";
    this.querySelector("[data-place]").textContent = "";
  }

  #faults() {
    const { elements } = this.#form;
    if (!elements.mark.value) return this.dataset.noMark;
    if (!elements.category.value) return this.dataset.noCategory;
    if (!elements.remark.value.trim() && !elements.photo.files.length) return this.dataset.noWords;
    return "";
  }

  /** Draws what the server would not take, to be mended or given up. */
  async #tellRefused() {
    const list = this.querySelector("[data-refused]");
    const notes = (await this.#notes()).filter((note) => note.refused);
    list.hidden = !notes.length;
    list.querySelector("[data-refused-rows]").replaceChildren(...notes.map((note) => this.#refusedRow(note)));
  }

  #refusedRow(note) {
    const row = document.createElement("div");
    const words = document.createElement("p");
    words.textContent = `${note.refused} „${note.remark.slice(0, 80)}”`;
    row.append(words, this.#small(this.dataset.mend, () => this.#mend(note)), this.#small(this.dataset.drop, () => this.#drop(note)));
    return row;
  }

  #small(words, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: words });
    button.addEventListener("click", act);
    return button;
  }

  async #mend(note) {
    const { elements } = this.#form;
    for (const name of ["category", "stop", "remark", "lat", "lon"]) elements[name].value = note[name] ?? "";
    for (const field of elements.mark) field.checked = field.value === note.mark;
    await this.#drop(note);
    elements.remark.focus();
  }

  async #drop(note) {
    await this.#store.remove([note.key]);
    await this.#tellRefused();
  }

  /** A walk is ended with everything sent, and then leaves this phone. */
  async #ending(event) {
    event.preventDefault();
    await this.send();
    if (await this.#store.count(this.dataset.code)) return;
    await this.#store.forget(this.dataset.code);
    event.target.submit();
  }

  #goThroughStops() {
    const stops = [...this.querySelectorAll("[data-stop]")];
    const bar = this.querySelector("[data-stops]");
    if (stops.length < 2) return;
    let here = 0;
    const show = (number, isAsked) => {
      here = number;
      stops.forEach((stop, each) => (stop.hidden = each !== here));
      bar.querySelector("[data-before]").disabled = here === 0;
      bar.querySelector("[data-next]").disabled = here === stops.length - 1;
      bar.querySelector("[data-here]").textContent = `${here + 1} / ${stops.length}`;
      this.#form.elements.stop.value = stops[here].dataset.stop;
      if (isAsked) stops[here].querySelector("h3").focus();
    };
    bar.hidden = false;
    bar.querySelector("[data-before]").addEventListener("click", () => show(here - 1, true));
    bar.querySelector("[data-next]").addEventListener("click", () => show(here + 1, true));
    show(0, false);
  }

  #offerPlace() {
    const button = this.querySelector("[data-locate]");
    if (!navigator.geolocation || !isSecureContext) return;
    button.hidden = false;
    const say = (words) => (this.querySelector("[data-place]").textContent = words);
    button.addEventListener("click", () => {
      say(this.dataset.looking);
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          // Rounded here already: nothing nearer than fifty metres leaves this phone.
          this.#form.elements.lat.value = coarse(coords.latitude);
          this.#form.elements.lon.value = coarse(coords.longitude);
          say(this.dataset.located);
        },
        () => say(this.dataset.lost),
        { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 },
      );
    });
  }

  #count({ walkers, notes, own, isOn }) {
    const told = { walkers, notes, own };
    for (const [name, number] of Object.entries(told)) this.querySelector(`[data-count=${name}]`).textContent = number;
    this.dataset.over = isOn ? "" : "1";
  }

  #say(words, tone) {
    const place = this.querySelector("[data-line]");
    place.textContent = words;
    place.dataset.tone = tone;
  }
}

class Unknown extends Error {}

/** Draws the walk that the address names, if this phone keeps it, or lists those it keeps. */
class KeptWalks extends HTMLElement {
  async connectedCallback() {
    const store = await KeptOnDevice.open(KEPT);
    const code = /\/spacer\/([A-Za-z]{6})\//.exec(location.pathname)?.[1]?.toUpperCase();
    const page = code && (await store.page(code));
    // Our own page, as the server drew it: authenticated by the encryption, nobody else's words.
    if (page) this.innerHTML = page.html;
    else this.#list(await store.pages());
  }

  #list(pages) {
    const list = document.createElement("ul");
    for (const { title, href } of pages) {
      const row = document.createElement("li");
      row.append(Object.assign(document.createElement("a"), { href, textContent: title }));
      list.append(row);
    }
    const words = Object.assign(document.createElement("p"), { textContent: pages.length ? this.dataset.other : this.dataset.none });
    this.querySelector("[data-kept]").replaceChildren(words, list);
  }
}

function coarse(degrees) {
  return (Math.round(degrees / STEP) * STEP).toFixed(4);
}

function localDay() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Returns a photograph as a new, smaller JPEG without its notes; as it is, where that fails. */
async function shrunk(file) {
  let made = file;
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    made = await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", 0.85));
  } catch (error) {
    console.warn("Sent as it is:", error.message);
  }
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(made);
  });
}

/** Returns the file a data URL holds; to fetch it would ask the content policy for more. */
function blobOf(url) {
  const [head, data] = url.split(",");
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: /:(.*?);/.exec(head)[1] });
}

customElements.define("walk-notes", WalkNotes);
customElements.define("kept-walks", KeptWalks);
