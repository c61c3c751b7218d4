// <interview-desk>: one question after another, and interviews kept on the device until they have
// arrived. <kept-interviews>: the page of a phone without signal; draws a survey that is kept there.
//
// Without this script all questions are on the page and the form is sent as any other. With it,
// an interview has a key of its own from its first answer; the server keeps a key once, so sending
// again is harmless. What is begun and what was refused waits under the same key.

import { KeptOnDevice } from "../ui/kept-on-device.js";

const KEPT = {
  name: "podworko-interviews", pages: "pages", waiting: "interviews", of: "survey", keptFor: 14 * 24 * 60 * 60 * 1000,
};
const AGAIN_AFTER = 15_000;
// A connection that has died without a word: given up, so that the rest need not wait for it.
const ENOUGH = 60_000;
const MOST = 10;
// Too long for the server, or not to be read at all.
const UNREAD = [400, 413, 422];
const END = "";

class InterviewDesk extends HTMLElement {
  #store;
  #form;
  #box;
  #spoken = new Map();
  #now = null;
  #kept = Promise.resolve();
  #sending = null;
  #leaving = new AbortController();

  async connectedCallback() {
    this.#form = this.querySelector("form[data-interview]");
    this.#box = this.querySelector("[data-questions]");
    const drawn = this.outerHTML;
    try {
      this.#store = await KeptOnDevice.open(KEPT);
    } catch (error) {
      // Private windows may have no store: then the form does the work, as without script.
      console.warn("This device keeps nothing:", error.message);
      this.dataset.ready = "";
      return;
    }
    await this.#keep(drawn);
    this.#takeOver();
    this.#listen();
    await this.#resume();
    this.dataset.ready = "";
    this.#prepare();
    await this.send();
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }

  /** Sends what is finished; what has arrived is wiped. Who asks meanwhile waits for the same. */
  send() {
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
    return this.#sending;
  }

  /** A full device opens nothing without signal, but what waits on it is sent all the same. */
  async #keep(html) {
    try {
      await this.#store.forgetOld();
      await this.#store.keepPage(this.dataset.survey, { html, title: this.dataset.title, href: this.dataset.page });
    } catch (error) {
      console.warn("This device has no room:", error.message);
    }
  }

  #takeOver() {
    this.#spoken.set(this.dataset.language, this.#box.innerHTML);
    for (const each of this.querySelectorAll("template[data-language]")) {
      this.#spoken.set(each.dataset.language, each.innerHTML);
    }
    for (const each of this.querySelectorAll("[data-plain], .error-summary")) each.remove();
    for (const each of this.querySelectorAll("[data-scripted]")) each.hidden = false;
    this.#form.hidden = true;
  }

  #listen() {
    const { signal } = this.#leaving;
    const on = (what, act) => this.querySelector(what)?.addEventListener("click", act, { signal });
    on("[data-begin]", () => this.#begin());
    on("[data-next]", () => this.#next());
    on("[data-before]", () => this.#goTo(this.#beside(-1)));
    on("[data-done]", () => this.#finish());
    on("[data-pause]", () => this.#pause());
    for (const link of this.querySelectorAll("a[data-language]")) {
      link.addEventListener("click", (event) => this.#speak(event, link.dataset.language), { signal });
    }
    this.#form.addEventListener("submit", (event) => this.#entered(event), { signal });
    this.#form.addEventListener("change", () => this.#remember(), { signal });
    // What began without signal is still to fail, and would be the answer to this try too.
    addEventListener("online", () => Promise.resolve(this.#sending).then(() => this.send()), { signal });
    const isUnkept = () => this.#store.isFull || "keeping" in this.dataset;
    addEventListener("beforeunload", (event) => isUnkept() && event.preventDefault(), { signal });
    const again = setInterval(() => this.send(), AGAIN_AFTER);
    signal.addEventListener("abort", () => clearInterval(again));
  }

  async #prepare() {
    try {
      await navigator.serviceWorker.register(this.dataset.worker);
      await navigator.serviceWorker.ready;
      if (!this.querySelector("[data-line]").textContent) this.#say(this.dataset.prepared, "");
    } catch (error) {
      console.warn("No worker:", error.message);
    }
  }

  // Asking

  #begin() {
    this.#open({ key: crypto.randomUUID(), at: Date.now(), made_on: localDay(), values: {}, question: null });
  }

  #open(interview) {
    this.#now = { ...interview, edition: this.dataset.edition, language: this.dataset.language, isOpen: true, isDone: false };
    this.#ask();
    const known = this.#asked().find((one) => codeOf(one) === interview.question);
    this.#goTo(known ?? (interview.question === END ? null : this.#asked()[0]));
  }

  /** Draws the questions in the language of the interview, with what was answered so far. */
  #ask() {
    this.#box.innerHTML = this.#spoken.get(this.dataset.language);
    this.#box.lang = this.dataset.language;
    for (const link of this.querySelectorAll("a[data-language]")) {
      if (link.dataset.language === this.dataset.language) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    // On a page that shows all at once surveys.js has hidden what is not asked.
    for (const question of this.#box.querySelectorAll(".question")) question.hidden = false;
    fill(this.#box, this.#now?.values ?? {});
    this.#show();
  }

  #speak(event, language) {
    event.preventDefault();
    if (this.#now) this.#now.values = valuesIn(this.#box);
    this.dataset.language = language;
    this.#ask();
    if (!this.#now) return;
    this.#now.language = language;
    this.#remember();
  }

  /** Goes to a question, or to the end when there is none. */
  #goTo(question) {
    this.#now.question = question ? codeOf(question) : END;
    this.#fault("");
    this.#show();
    this.#remember();
    const heading = question?.querySelector("legend, label") ?? this.querySelector("#end");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  #show() {
    const asking = Boolean(this.#now);
    this.#form.hidden = !asking;
    this.toggleAttribute("data-asking", asking);
    for (const part of this.querySelectorAll("[data-start]")) part.hidden = asking;
    if (!asking) return;
    const asked = this.#asked();
    const here = asked.findIndex((one) => codeOf(one) === this.#now.question);
    for (const one of this.#box.querySelectorAll(".interview__one")) one.hidden = one !== asked[here];
    const intro = this.#box.querySelector("[data-intro]");
    if (intro) intro.hidden = here !== 0;
    const isEnd = here < 0;
    const told = { end: !isEnd, next: isEnd, done: !isEnd, before: here === 0, here: isEnd, steps: false };
    for (const [name, hidden] of Object.entries(told)) this.querySelector(`[data-${name}]`).hidden = hidden;
    this.querySelector("[data-here]").textContent = this.dataset.where.replace("{number}", here + 1).replace("{of}", asked.length);
    this.querySelector("[data-count]").textContent = `${this.dataset.answered} ${asked.filter(isAnswered).length}`;
  }

  /** Returns the questions asked of who gave these answers; a chain follows its first one. */
  #asked() {
    const asked = [];
    const chosen = (name) => asked.flatMap((one) => valuesOf(one)[name] ?? []);
    for (const one of this.#box.querySelectorAll(".interview__one")) {
      const { after, codes } = one.querySelector(".question").dataset;
      if (!after || chosen(after).some((code) => codes.split(" ").includes(code))) asked.push(one);
    }
    return asked;
  }

  #beside(step) {
    const asked = this.#asked();
    const here = asked.findIndex((one) => codeOf(one) === this.#now.question);
    return here < 0 ? asked.at(-1) : (asked[here + step] ?? null);
  }

  #next() {
    const one = this.#asked().find((each) => codeOf(each) === this.#now.question);
    const wrong = one && faultOf(one);
    if (wrong) return this.#fault(wrong);
    return this.#goTo(this.#beside(1));
  }

  /** Enter goes on from a line, and saves at the end. */
  #entered(event) {
    event.preventDefault();
    if (this.#now?.question === END) this.#finish();
    else this.#next();
  }

  async #finish() {
    if (!this.#asked().some(isAnswered)) return this.#fault(this.dataset.empty);
    this.#now = { ...this.#now, isDone: true };
    await this.#leave();
    this.send();
  }

  #pause() {
    return this.#leave();
  }

  /** Puts the interview away, and shows the start. */
  async #leave() {
    this.#now = { ...this.#now, values: valuesIn(this.#box), isOpen: false };
    const { values, isDone } = this.#now;
    if (Object.keys(values).length || isDone) await this.#remember();
    else await this.#forget(this.#now.key);
    this.#now = null;
    this.#ask();
    this.querySelector("[data-heading]").focus();
    await this.#tell();
  }

  async #forget(key) {
    await this.#kept;
    await this.#store.remove([key]);
  }

  /** Keeps the interview as it is, one keeping after another. */
  #remember() {
    if (!this.#now) return this.#kept;
    this.#now.values = valuesIn(this.#box);
    const { refused, ...interview } = this.#now;
    const kept = this.#kept.then(() => this.#store.hold(this.dataset.survey, structuredClone(interview)));
    const settled = () => this.#kept === kept && delete this.dataset.keeping;
    this.#kept = kept;
    this.dataset.keeping = "";
    kept.then(settled, settled);
    return kept;
  }

  /** Goes on with the interview that was on the screen when the page went. */
  async #resume() {
    const open = (await this.#interviews()).find((each) => each.isOpen);
    if (open && this.#spoken.has(open.language)) this.dataset.language = open.language;
    if (open) this.#open(open);
    else this.#show();
    await this.#list();
  }

  #fault(words) {
    const place = this.querySelector("[data-fault]");
    place.textContent = words;
    place.hidden = !words;
  }

  // What waits

  async #interviews() {
    return (await this.#store.waiting(this.dataset.survey)).map(({ item }) => item);
  }

  async #sendAll() {
    try {
      let words = null;
      let most = MOST;
      for (;;) {
        await this.#kept;
        const ready = (await this.#interviews()).filter((each) => each.isDone && !each.refused).slice(0, most);
        if (!ready.length) break;
        if (await this.#sendSome(ready)) {
          words = this.dataset.sent;
        } else {
          words ??= "";
          most = 1;
        }
      }
      if (words !== null) await this.#tell(words);
      if ("over" in this.dataset) await this.#store.forget(this.dataset.survey);
    } catch (error) {
      await this.#tell(this.#why(error));
    }
  }

  /** Sends some at once; false when the server could not read them together, so one by one is next. */
  async #sendSome(ready) {
    try {
      const { outcomes, progress } = await this.#post(ready);
      await this.#settle(ready, outcomes);
      this.querySelector("[data-progress]").innerHTML = progress;
      return true;
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      if (ready.length === 1) await this.#refused(ready[0], { message: error.message });
      return false;
    }
  }

  #why(error) {
    if (this.#store.isFull) return this.dataset.full;
    return error instanceof SignedOut ? this.dataset.signin : this.dataset.offline;
  }

  async #settle(ready, outcomes) {
    for (const interview of ready) {
      const outcome = outcomes.find(({ key }) => key === interview.key);
      if (!outcome) throw new Error("The server said nothing of an interview.");
      if (outcome.result !== "refused") await this.#store.remove([interview.key]);
      else await this.#refused(interview, outcome);
    }
  }

  #refused(interview, { message, question }) {
    const told = { ...interview, refused: message, question: question || interview.question };
    return this.#store.hold(this.dataset.survey, told);
  }

  async #post(interviews, isSecond = false) {
    const sent = interviews.map(({ key, edition, language, made_on, values }) => ({ key, edition, language, made_on, values }));
    const answer = await fetch(this.dataset.take, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.#form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({ interviews: sent }),
      redirect: "manual",
      signal: AbortSignal.timeout(ENOUGH),
    });
    if (answer.ok) return answer.json();
    if (answer.status === 403 && !isSecond && (await this.#freshToken())) return this.#post(interviews, true);
    if (answer.status === 403 || answer.type === "opaqueredirect") throw new SignedOut();
    if (UNREAD.includes(answer.status)) throw new Unread(await this.#said(answer));
    throw new Error(`The server answered ${answer.status}`);
  }

  /** Returns why the server read nothing, in its words where it has any. */
  async #said(answer) {
    const told = await answer.json().catch(() => ({}));
    return told.error ?? this.dataset.unread;
  }

  /** After signing in anew the old token is void; the page has the new one. */
  async #freshToken() {
    const answer = await fetch(this.dataset.page, { redirect: "manual" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!token) return false;
    this.#form.elements.csrfmiddlewaretoken.value = token;
    return true;
  }

  /** Says at the top how many wait, and lists what somebody has to look at. */
  async #tell(words = "") {
    const all = await this.#interviews();
    const waiting = all.filter((each) => each.isDone && !each.refused).length;
    const refused = all.filter((each) => each.refused).length;
    const told = [words, waiting && `${this.dataset.waiting} ${waiting}`, refused && `${this.dataset.refused} ${refused}`];
    this.#say(told.filter(Boolean).join(" "), waiting || refused ? "wait" : "");
    await this.#list();
  }

  async #list() {
    const rows = (await this.#interviews()).filter((each) => (each.refused || !each.isDone) && !each.isOpen);
    this.querySelector("[data-list-box]").hidden = !rows.length;
    this.querySelector("[data-list]").replaceChildren(...rows.map((each) => this.#row(each)));
  }

  #row(interview) {
    const row = document.createElement("li");
    const when = new Date(interview.at).toLocaleString(document.documentElement.lang, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
    const words = Object.assign(document.createElement("p"), { textContent: `${when}. ${interview.refused ?? this.dataset.begun}` });
    const open = this.#small(interview.refused ? this.dataset.mend : this.dataset.goOn, "secondary", () => this.#goOn(interview));
    const drop = this.#small(this.dataset.drop, "quiet", () => this.#drop(interview, drop));
    row.append(words, open, drop);
    return row;
  }

  #small(words, kind, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: `button button--${kind}`, textContent: words });
    button.addEventListener("click", act);
    return button;
  }

  #goOn(interview) {
    if (this.#spoken.has(interview.language)) this.dataset.language = interview.language;
    this.#open(interview);
  }

  /** Asks once more before it is gone for good. */
  async #drop(interview, button) {
    if (button.textContent !== this.dataset.really) {
      button.textContent = this.dataset.really;
      return;
    }
    await this.#store.remove([interview.key]);
    await this.#tell();
  }

  #say(words, tone) {
    const place = this.querySelector("[data-line]");
    place.textContent = words;
    place.dataset.tone = tone;
  }
}

class SignedOut extends Error {}

/** The server answered, and could not read what was sent. */
class Unread extends Error {}

/** Draws the survey that the address names, if this phone keeps it, or lists those it keeps. */
class KeptInterviews extends HTMLElement {
  async connectedCallback() {
    const store = await KeptOnDevice.open(KEPT);
    const survey = /ankiety\/([0-9a-f-]{36})\/rozmowy/.exec(location.pathname)?.[1];
    const page = survey && (await store.page(survey));
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

function codeOf(one) {
  return one.querySelector(".question").id.replace(/^pytanie-/, "");
}

/** Returns what was answered, as the fields of the page name it. */
function valuesOf(one) {
  const values = {};
  for (const field of one.querySelectorAll("input, select, textarea")) {
    const isBox = field.type === "radio" || field.type === "checkbox";
    if (field.name && field.value && (!isBox || field.checked)) (values[field.name] ??= []).push(field.value);
  }
  return values;
}

function valuesIn(box) {
  return Object.assign({}, ...[...box.querySelectorAll(".interview__one")].map(valuesOf));
}

function isAnswered(one) {
  return Object.keys(valuesOf(one)).length > 0;
}

function fill(box, values) {
  for (const field of box.querySelectorAll("input, select, textarea")) {
    const told = values[field.name] ?? [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = told.includes(field.value);
    else field.value = told[0] ?? "";
  }
}

/** Returns what is wrong with an answer, in words; "" as far as a device can tell. */
function faultOf(one) {
  const rule = JSON.parse(one.dataset.rule);
  const given = Object.entries(valuesOf(one)).filter(([name]) => !name.endsWith("--words")).flatMap(([, values]) => values);
  const isWrong =
    (rule.chosen && given.length > rule.chosen) ||
    (rule.once && new Set(given).size < given.length) ||
    (rule.number && given.some((text) => !isWithin(text, rule)));
  return isWrong ? rule.words : "";
}

function isWithin(text, { least, most }) {
  const number = Number(text.replace(",", ".").replaceAll(" ", ""));
  return Number.isFinite(number) && number >= (least ?? -Infinity) && number <= (most ?? Infinity);
}

function localDay() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

customElements.define("interview-desk", InterviewDesk);
customElements.define("kept-interviews", KeptInterviews);
