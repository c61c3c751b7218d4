// Markers that would cover one another: one marker with their number, which opens the list of them.

const REACH = 40; // pixels; closer than this, one marker hides another

export class Crowd {
  #library;
  #map;
  #words;
  #points;
  #own = new Map();
  #shown = new Map();
  #drawn = [];
  #list;

  /** `points`: id, title, url, kind, label, count and place of each; `words`: what the map says, by name. */
  constructor(library, map, words, points) {
    [this.#library, this.#map, this.#words, this.#points] = [library, map, words, points];
    for (const point of points) this.#own.set(point.id, pinOf(point));
  }

  /** The marker a place has when it stands alone. */
  own(id) {
    return this.#own.get(id);
  }

  /** The marker that stands for a place now: its own, or that of several. */
  shown(id) {
    return this.#shown.get(id);
  }

  /** Whether the list of a marker lies open. */
  get isOpen() {
    return Boolean(this.#list);
  }

  /** Takes every marker away; returns the place whose marker had the keyboard. */
  clear() {
    this.#close();
    const focused = this.#focused();
    for (const marker of this.#drawn) marker.remove();
    return focused;
  }

  /** Draws what fits at this zoom; moving the map changes nothing of it. */
  arrange() {
    this.#close();
    const focused = this.#focused();
    for (const marker of this.#drawn) marker.remove();
    this.#shown.clear();
    this.#drawn = this.#groups().map((group) => this.#draw(group));
    if (focused) this.#shown.get(focused)?.focus();
  }

  #focused() {
    const inside = ([, element]) => element.contains(document.activeElement);
    return [...this.#shown].find(inside)?.[0];
  }

  #groups() {
    const groups = [];
    for (const point of this.#points) {
      const { x, y } = this.#map.project(point.place);
      const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < REACH);
      if (near) near.points.push(point);
      else groups.push({ x, y, points: [point] });
    }
    return groups.map(({ points }) => points);
  }

  #draw(points) {
    const [first] = points;
    const element = points.length === 1 ? this.own(first.id) : this.#several(points);
    for (const { id } of points) this.#shown.set(id, element);
    const marker = new this.#library.Marker({ element, anchor: "bottom" });
    marker.setLngLat(first.place).addTo(this.#map);
    // The library calls a marker an image; it is a link or a button.
    element.removeAttribute("role");
    element.setAttribute("aria-label", element.dataset.name);
    return marker;
  }

  #several(points) {
    const element = document.createElement("button");
    element.type = "button";
    const count = points.reduce((sum, point) => sum + (point.count ?? 1), 0);
    dress(element, "several", `${count}×`, this.#words.several.replace("{count}", count));
    element.setAttribute("aria-expanded", "false");
    element.addEventListener("click", () => {
      const isOpen = this.#list?.marker === element;
      this.#close();
      if (!isOpen) this.#open(element, points);
    });
    return element;
  }

  /** Lays the list over the foot of the map, and moves the map when that hides the marker. */
  #open(marker, points) {
    const panel = document.createElement("div");
    panel.className = "pal-map__list";
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", marker.dataset.name);
    panel.append(this.#closing(), listOf(points));
    panel.addEventListener("keydown", ({ key }) => key === "Escape" && this.#close());
    this.#map.getContainer().append(panel);
    marker.setAttribute("aria-expanded", "true");
    this.#list = { marker, panel };
    const hidden = marker.getBoundingClientRect().bottom - panel.getBoundingClientRect().top;
    if (hidden > 0) this.#map.panBy([0, hidden + 8]);
    panel.scrollIntoView({ block: "nearest" });
    panel.querySelector("a").focus();
  }

  #closing() {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", this.#words.close);
    button.addEventListener("click", () => this.#close());
    return button;
  }

  /** Takes the list away and gives the keyboard back to its marker. */
  #close() {
    if (!this.#list) return;
    const { marker, panel } = this.#list;
    const hadFocus = panel.contains(document.activeElement);
    this.#list = undefined;
    panel.remove();
    marker.setAttribute("aria-expanded", "false");
    if (hadFocus) marker.focus();
  }
}

function pinOf({ title, url, kind, label, count }) {
  const element = document.createElement("a");
  element.href = url;
  dress(element, kind ?? "place", label || (count > 1 ? String(count) : ""), title, [label, title].filter(Boolean).join(". "));
  return element;
}

function dress(element, kind, sign, title, name = title) {
  element.className = `pal-map__marker pal-map__marker--${kind}`;
  element.dataset.name = name;
  element.append(span("pal-map__pin", sign), span("pal-map__name", title));
}

function span(css, text) {
  const element = document.createElement("span");
  element.className = css;
  element.textContent = text;
  return element;
}

/** The same names and numbers as in the list beside the map. */
function listOf(points) {
  const list = document.createElement("ul");
  list.setAttribute("role", "list");
  for (const { url, label, title } of points) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = [label, title].filter(Boolean).join(". ");
    list.append(document.createElement("li"));
    list.lastChild.append(link);
  }
  return list;
}
