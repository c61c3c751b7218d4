// <register-sheet>: writes each tap at once, and keeps it on the device until it has arrived.
// <kept-registers>: the page of a device without signal; draws a register that is kept there.
//
// Without this script the sheet is a form with one button. With it, every tap becomes an act
// with a key of its own; the server applies a key once, so sending again is harmless.

import { KeptOnDevice } from "../ui/kept-on-device.js";

const KEPT = {
  name: "podworko-registers", pages: "sheets", waiting: "acts", of: "session", isNumbered: true, keptFor: 24 * 60 * 60 * 1000,
};
const AGAIN_AFTER = 15_000;
// Sent when the thumb rests, so that no tap waits for an answer; but never later than this.
const REST = 300;
const AT_LATEST = 3_000;
const MOST = 200;
// A connection that has died without a word: given up, so that the rest need not wait for it.
const ENOUGH = 20_000;

class RegisterSheet extends HTMLElement {
  #store;
  #form;
  #sending = null;
  // Why taps wait for somebody else's decision, as long as that is so.
  #held = "";
  #kept = Promise.resolve();
  #timer = 0;
  #waitingSince = 0;
  #leaving = new AbortController();

  async connectedCallback() {
    this.#form = this.querySelector("form[data-sheet]");
    if (!this.#form) return;
    const drawn = this.outerHTML;
    try {
      this.#store = await KeptOnDevice.open(KEPT);
    } catch (error) {
      // Private windows may have no store: then the form with its button does the work.
      console.warn("This device keeps nothing:", error.message);
      this.#form.querySelector(".no-script-only")?.classList.remove("no-script-only");
      this.querySelector("[data-add]")?.remove();
      return;
    }
    await this.#keep(drawn);
    this.#enhance();
    this.#listen();
    keepWorker(this.dataset.worker);
    await this.#replay();
    this.dataset.ready = "";
    await this.send();
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }

  /** A full device opens no sheet without signal, but what waits on it is sent all the same. */
  async #keep(html) {
    try {
      await this.#store.forgetOld();
      await this.#store.keepPage(this.dataset.session, { html, title: this.dataset.title, href: location.pathname });
    } catch (error) {
      console.warn("This device has no room:", error.message);
    }
  }

  /** Sends what waits; what has arrived is wiped. Who asks meanwhile waits for the same sending. */
  send() {
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
    return this.#sending;
  }

  async #sendAll() {
    try {
      for (;;) {
        const kept = this.#kept;
        await kept;
        const waiting = (await this.#store.waiting(this.dataset.session)).slice(0, MOST);
        if (!waiting.length && kept !== this.#kept) continue;
        if (!waiting.length) break;
        const answer = await this.#post(waiting.map(({ item }) => item));
        await this.#store.remove(waiting.map(({ number }) => number));
        this.#complain(answer.outcomes);
        this.#held = answer.held ?? "";
        if (this.#held) {
          // The role has ended: the names leave this device, what was tapped has left it already.
          if (!(await this.#store.count(this.dataset.session))) await this.#store.forget(this.dataset.session);
          continue;
        }
        this.#reflect(answer.register);
        await this.#replay();
      }
      this.#say(this.#held || this.dataset.sent, this.#held ? "wait" : "");
    } catch (error) {
      const left = await this.#store.count(this.dataset.session);
      if (left) this.#say(`${this.#whyWaiting(error)} ${left}`, "wait");
    }
  }

  #whyWaiting(error) {
    const isOut = error instanceof SignedOut;
    if (this.#store.isFull) return isOut ? this.dataset.signinElsewhere : this.dataset.unkept;
    return isOut ? this.dataset.signin : this.dataset.offline;
  }

  async #post(acts, isSecond = false) {
    const answer = await fetch(this.dataset.acts, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.#form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({ device: this.#store.device, acts }),
      redirect: "manual",
      signal: AbortSignal.timeout(ENOUGH),
    });
    if (answer.ok) return answer.json();
    if (answer.status === 403 && !isSecond && (await this.#freshToken())) return this.#post(acts, true);
    if (answer.status === 403 || answer.type === "opaqueredirect") throw new SignedOut();
    throw new Error(`The server answered ${answer.status}`);
  }

  /** After signing in anew the old token is void; the page has the new one. */
  async #freshToken() {
    const answer = await fetch(this.dataset.acts.replace(/wpisy\/$/, ""), { redirect: "manual" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!token) return false;
    for (const field of this.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    return true;
  }

  #enhance() {
    for (const box of this.querySelectorAll("[data-band]")) this.#addSteps(box);
  }

  #addSteps(box) {
    const field = box.querySelector("input[type=number]");
    const frame = document.createElement("div");
    frame.className = "register-step";
    field.replaceWith(frame);
    const step = (change, sign, word) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button--secondary";
      button.textContent = sign;
      button.setAttribute("aria-label", `${box.dataset.name}: ${word}`);
      button.dataset.change = change;
      return button;
    };
    frame.append(step(-1, "−", this.dataset.fewer), field, step(1, "+", this.dataset.more));
  }

  #listen() {
    const { signal } = this.#leaving;
    this.addEventListener("change", (event) => this.#changed(event), { signal });
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.#form.addEventListener("submit", (event) => this.#submitted(event), { signal });
    this.querySelector("form[data-close]")?.addEventListener("submit", (event) => this.#closing(event), { signal });
    // What began without signal is still to fail, and would be the answer to this try too.
    addEventListener("online", () => Promise.resolve(this.#sending).then(() => this.send()), { signal });
    addEventListener("beforeunload", (event) => this.#store.isFull && event.preventDefault(), { signal });
    const again = setInterval(() => this.send(), AGAIN_AFTER);
    signal.addEventListener("abort", () => clearInterval(again));
  }

  #changed({ target }) {
    const line = target.closest("[data-line-code]");
    if (line && target.type === "radio") this.#write(markOf(line, target.value));
    const band = target.closest("[data-band]");
    if (band && target.type === "number") this.#countTo(band, Math.max(0, Math.round(Number(target.value)) || 0));
  }

  #clicked({ target }) {
    const button = target.closest("button");
    if (button?.dataset.add) this.#walkIn();
    if (!button?.dataset.change) return;
    const band = button.closest("[data-band]");
    const field = band.querySelector("input[type=number]");
    this.#countTo(band, Math.max(0, Number(field.value) + Number(button.dataset.change)));
  }

  #submitted(event) {
    event.preventDefault();
    this.#walkIn();
  }

  /** A register is closed only with everything in it, and then leaves this device. */
  async #closing(event) {
    if (this.dataset.closing) return;
    event.preventDefault();
    await this.send();
    if (this.dataset.closing || (await this.#store.count(this.dataset.session))) return;
    this.dataset.closing = "1";
    await this.#store.forget(this.dataset.session);
    event.target.submit();
  }

  #countTo(box, number) {
    const field = box.querySelector("input[type=number]");
    const change = number - shownOf(box);
    field.value = number;
    box.dataset.shown = number;
    if (change) this.#write({ kind: "count", band: box.dataset.band, change });
  }

  #walkIn() {
    const { walk_name: name, walk_card: card, walk_band: band, walk_child: child, walk_reason: reason } = this.#form.elements;
    if (!name.value.trim() && !card.value.trim()) return this.#refuse(this.dataset.who, name);
    if (this.dataset.full && !reason.value.trim()) return this.#refuse(this.dataset.why, reason);
    this.#refuse("");
    this.#write({
      kind: "walk-in", presence: crypto.randomUUID(), name: name.value.trim(), card: card.value.trim(),
      band: band.value, is_child: child.checked, over_reason: reason.value.trim(),
    });
    for (const field of [name, card, reason]) field.value = "";
    child.checked = false;
    name.focus();
    return undefined;
  }

  #refuse(words, field) {
    const place = this.querySelector("[data-walk-error]");
    place.textContent = words;
    place.hidden = !words;
    field?.focus();
  }

  async #write(what) {
    const act = { key: crypto.randomUUID(), made_at: new Date().toISOString(), ...what };
    this.#draw(act);
    this.#total();
    this.#say("", "wait");
    this.#kept = Promise.all([this.#kept, this.#store.hold(this.dataset.session, act)]);
    await this.#kept;
    this.#say(`${this.dataset.waiting} ${await this.#store.count(this.dataset.session)}`, "wait");
    this.#sendSoon();
  }

  #sendSoon() {
    this.#waitingSince ||= Date.now();
    clearTimeout(this.#timer);
    const left = Math.max(0, this.#waitingSince + AT_LATEST - Date.now());
    this.#timer = setTimeout(() => {
      this.#waitingSince = 0;
      this.send();
    }, Math.min(REST, left));
  }

  /** Draws what waits over what the server knows. */
  async #replay() {
    for (const { item } of await this.#store.waiting(this.dataset.session)) this.#draw(item, true);
    this.#total();
  }

  #draw(act, isReplayed = false) {
    if (act.kind === "walk-in") this.#drawWalkIn(act);
    if (act.kind === "mark") choose(this.querySelector(`[data-guest="${act.guest}"]`), act.state);
    if (act.kind === "mark-walk-in") choose(this.querySelector(`[data-presence="${act.presence}"]`), act.state);
    if (act.kind === "count" && isReplayed) {
      const box = this.querySelector(`[data-band="${act.band}"]`);
      setCount(box, Math.max(0, shownOf(box) + act.change));
    }
  }

  #drawWalkIn(act) {
    if (this.querySelector(`[data-presence="${act.presence}"]`)) return;
    const line = this.querySelector("template[data-blank]").content.firstElementChild.cloneNode(true);
    const code = `p${act.presence}`;
    line.dataset.lineCode = code;
    line.dataset.presence = act.presence;
    if (!act.name) line.dataset.card = "1";
    line.querySelector("legend").textContent = act.name || act.card;
    for (const field of line.querySelectorAll("input")) {
      field.name = field.type === "hidden" ? `seen_${code}` : `state_${code}`;
      if (field.type === "hidden") field.value = "present";
    }
    this.querySelector("[data-walk-ins]").append(line);
    choose(line, "present");
  }

  /** Takes over how the register stands at the server, other devices' writing included. */
  #reflect({ lines, bands, isFull }) {
    for (const line of this.querySelectorAll("[data-line-code]")) {
      const known = lines[line.dataset.lineCode];
      if (!known) continue;
      line.querySelector("input[type=hidden]").value = known.state;
      choose(line, known.state);
    }
    for (const box of this.querySelectorAll("[data-band]")) setCount(box, bands[box.dataset.band] ?? 0);
    this.dataset.full = isFull ? "1" : "";
    this.querySelector("[data-over]").hidden = !isFull;
  }

  #total() {
    const lines = [...this.querySelectorAll("[data-line-code]")];
    const present = lines.filter((line) => line.querySelector("[value=present]:checked"));
    const cards = present.filter((line) => line.dataset.card).length;
    const counted = [...this.querySelectorAll("[data-band]")].reduce((sum, box) => sum + shownOf(box), 0);
    const unmarked = lines.filter((line) => line.dataset.guest && !line.querySelector(":checked")).length;
    const totals = { present: present.length + counted, named: present.length - cards, cards, counted, unmarked };
    for (const [name, number] of Object.entries(totals)) this.querySelector(`[data-total=${name}]`).textContent = number;
  }

  #complain(outcomes) {
    const refused = outcomes.filter(({ result }) => result === "refused");
    if (refused.length) this.#refuse([...new Set(refused.map(({ message }) => message))].join(" "));
  }

  #say(words, tone) {
    const place = this.querySelector("[data-line]");
    place.textContent = words;
    place.dataset.tone = tone;
  }
}

class SignedOut extends Error {}

/** Draws the register that the address names, if this device keeps it, or lists those it keeps. */
class KeptRegisters extends HTMLElement {
  async connectedCallback() {
    const store = await KeptOnDevice.open(KEPT);
    const session = /spotkania\/([0-9a-f-]{36})\/obecnosc/.exec(location.pathname)?.[1];
    const sheet = session && (await store.page(session));
    // Our own page, as the server drew it: authenticated by the encryption, nobody else's words.
    if (sheet) this.innerHTML = sheet.html;
    else this.#list(await store.pages(), Boolean(session));
  }

  #list(sheets, isMissing) {
    const words = document.createElement("p");
    words.textContent = sheets.length && isMissing ? this.dataset.other : sheets.length ? "" : this.dataset.none;
    const list = document.createElement("ul");
    for (const { title, href } of sheets) {
      const link = Object.assign(document.createElement("a"), { href, textContent: title });
      const row = document.createElement("li");
      row.append(link);
      list.append(row);
    }
    this.querySelector("[data-kept]").replaceChildren(words, list);
  }
}

function markOf(line, state) {
  const seen = line.querySelector("input[type=hidden]").value;
  return line.dataset.guest
    ? { kind: "mark", guest: Number(line.dataset.guest), state, seen }
    : { kind: "mark-walk-in", presence: line.dataset.presence, state, seen };
}

function choose(line, state) {
  for (const field of line?.querySelectorAll("input[type=radio]") ?? []) field.checked = field.value === state;
}

function shownOf(box) {
  return Number(box.dataset.shown ?? box.querySelector("[name^=seen_count]").value);
}

function setCount(box, number) {
  box.dataset.shown = number;
  box.querySelector("input[type=number]").value = number;
  box.querySelector("[name^=seen_count]").value = number;
}

function keepWorker(address) {
  const scope = address.replace(/obecnosc\/.*$/, "");
  navigator.serviceWorker?.register(address, { scope }).catch((error) => console.warn("No worker:", error.message));
}

customElements.define("register-sheet", RegisterSheet);
customElements.define("kept-registers", KeptRegisters);
