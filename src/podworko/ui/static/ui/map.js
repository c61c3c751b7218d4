// <pal-map>: draws a map over the still one inside it, and leaves that one alone when it cannot.
//
// data-features  GeoJSON of points: id, title, url, kind, label, listItem (DOM id of its row)
// data-layers    GeoJSON behind them: polygons and lines with `name` and `kind`
// data-pmtiles   an operator's PMTiles file; data-tiles  or a tile address with {z}/{x}/{y}
// data-attribution  whom that background is from, in plain words
// The `pal_map` tag writes these, and the words the map says.

import { backdrop, mapStyle } from "./map-style.js";

const WORKER = new URL("./vendor/maplibre-gl-worker.mjs", import.meta.url).href;
const CLOSEST_ZOOM = 14;

class PalMap extends HTMLElement {
  #map;
  #style;
  #markers = new Map();
  #leaving = new AbortController();

  async connectedCallback() {
    this.canvas = document.createElement("div");
    this.canvas.className = "pal-map__canvas";
    try {
      await this.#draw();
    } catch (error) {
      this.canvas.remove();
      console.warn("The still map stays:", error.message);
    }
  }

  disconnectedCallback() {
    this.#leaving.abort();
    this.#map?.remove();
  }

  async #draw() {
    const [library, features, layers, tiles] = await Promise.all([
      import("./vendor/maplibre-gl.mjs"),
      read(this.dataset.features),
      read(this.dataset.layers),
      backdrop(this.dataset),
      pageLoaded(),
    ]);
    library.setWorkerUrl(WORKER);
    if (tiles?.protocol) library.addProtocol("pmtiles", tiles.protocol);
    this.#style = () => mapStyle(this, layers, tiles);
    this.append(this.canvas);
    await this.#open(library, bounds(library, features, layers));
    for (const feature of features.features) this.#mark(library, feature);
    this.dataset.ready = "";
    this.#followTheme();
  }

  #open(library, box) {
    this.#map = new library.Map({
      container: this.canvas,
      style: this.#style(),
      bounds: box,
      fitBoundsOptions: { padding: { top: 72, bottom: 40, left: 48, right: 80 }, maxZoom: CLOSEST_ZOOM },
      locale: JSON.parse(this.dataset.words ?? "{}"),
      cooperativeGestures: true,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      attributionControl: false,
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
    this.#attribute(library);
    return new Promise((resolve) => this.#map.once("load", resolve));
  }

  #attribute(library) {
    const { attribution } = this.dataset;
    if (!attribution) return;
    this.#map.addControl(new library.AttributionControl({ customAttribution: escaped(attribution) }));
  }

  #mark(library, { geometry, properties }) {
    const element = markerElement(properties);
    new library.Marker({ element, anchor: "bottom" }).setLngLat(geometry.coordinates).addTo(this.#map);
    // The library calls a marker an image; it is a link.
    element.removeAttribute("role");
    element.setAttribute("aria-label", [properties.label, properties.title].filter(Boolean).join(". "));
    this.#markers.set(properties.id, element);
    const row = document.getElementById(properties.listItem);
    if (row) this.#tie(element, row, geometry.coordinates);
  }

  /** Lights the row while the marker is looked at, and the marker while the row is. */
  #tie(marker, row, place) {
    const { signal } = this.#leaving;
    const light = (other, name) => () => other.toggleAttribute(name, true);
    const dim = (other, name) => () => other.toggleAttribute(name, false);
    for (const [here, there, name] of [[marker, row, "data-map-lit"], [row, marker, "data-lit"]]) {
      for (const kind of ["pointerenter", "focusin"]) here.addEventListener(kind, light(there, name), { signal });
      for (const kind of ["pointerleave", "focusout"]) here.addEventListener(kind, dim(there, name), { signal });
    }
    row.addEventListener("focusin", () => this.#show(place), { signal });
  }

  #show(place) {
    if (!this.#map.getBounds().contains(place)) this.#map.easeTo({ center: place });
  }

  #followTheme() {
    const { signal } = this.#leaving;
    const redraw = () => this.#map.setStyle(this.#style());
    document.documentElement.addEventListener("themechange", redraw, { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw, { signal });
  }
}

/** The library takes the words for HTML. */
function escaped(text) {
  const holder = document.createElement("span");
  holder.textContent = text;
  return holder.innerHTML;
}

/** The sheets give the map its size, so it must not be measured before they are here. */
function pageLoaded() {
  if (document.readyState === "complete") return undefined;
  return new Promise((resolve) => addEventListener("load", resolve, { once: true }));
}

async function read(address) {
  if (!address) return { type: "FeatureCollection", features: [] };
  const answer = await fetch(address, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

function markerElement({ title, url, kind, label }) {
  const element = document.createElement("a");
  element.href = url;
  element.className = `pal-map__marker pal-map__marker--${kind ?? "place"}`;
  const pin = document.createElement("span");
  pin.className = "pal-map__pin";
  pin.textContent = label ?? "";
  const name = document.createElement("span");
  name.className = "pal-map__name";
  name.textContent = title;
  element.append(pin, name);
  return element;
}

/** What has to be seen at first: the places; without any, the city. */
function bounds(library, features, layers) {
  const shown = features.features.length ? features : layers;
  const box = new library.LngLatBounds();
  for (const { geometry } of shown.features) extend(box, geometry.coordinates);
  return box.isEmpty() ? undefined : box;
}

function extend(box, coordinates) {
  if (typeof coordinates[0] === "number") box.extend(coordinates);
  else for (const part of coordinates) extend(box, part);
}

customElements.define("pal-map", PalMap);
