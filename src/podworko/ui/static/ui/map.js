// <pal-map>: draws a map over the still one inside it, and leaves that one alone when it cannot.
//
// data-features  GeoJSON of points: id, title, url, kind, label, listItem (DOM id of its row)
//                count and kind "cell" for several that the server counted as one
// data-live      the features are asked for anew, with zoom= and bbox=, wherever the map goes
// data-layers    GeoJSON behind them: polygons and lines with `name` and `kind`
// data-pmtiles   an operator's PMTiles file; data-tiles  or a tile address with {z}/{x}/{y}
// data-attribution  whom that background is from, in plain words
// A press beside every marker is told as "mappress", with lat and lon.
// The `pal_map` tag writes these, and the words the map says.

import { Crowd } from "./map-crowd.js";
import { backdrop, mapStyle } from "./map-style.js";

const WORKER = new URL("./vendor/maplibre-gl-worker.mjs", import.meta.url).href;
const CLOSEST_ZOOM = 14;

class PalMap extends HTMLElement {
  #map;
  #style;
  #crowd;
  #turn = 0;
  #tied = new AbortController();
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
    this.#tied.abort();
    this.#map?.remove();
  }

  get #words() {
    return JSON.parse(this.dataset.words ?? "{}");
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
    this.#show(library, features);
    this.#map.on("zoomend", () => this.#crowd.arrange());
    this.#map.on("click", ({ lngLat }) => this.#tellPress(lngLat));
    if ("live" in this.dataset) this.#map.on("moveend", () => this.#lookAgain(library));
    this.dataset.ready = "";
    this.#followTheme();
  }

  /** Puts features on the map instead of those that were there; the keyboard stays where it is. */
  #show(library, { features }) {
    const focused = this.#crowd?.clear();
    this.#tied.abort();
    this.#tied = new AbortController();
    this.#crowd = new Crowd(library, this.#map, this.#words, features.map(marked));
    this.#crowd.arrange();
    if (focused) this.#crowd.shown(focused)?.focus();
    for (const feature of features) this.#tie(feature);
  }

  /** Asks for what is in sight now; an answer that comes after the next move is let go. */
  async #lookAgain(library) {
    if (this.#crowd.isOpen) return;
    const turn = (this.#turn += 1);
    const corners = this.#map.getBounds().toArray().flat().map((degrees) => degrees.toFixed(5));
    const address = new URL(this.dataset.features, location.href);
    address.searchParams.set("zoom", Math.round(this.#map.getZoom()));
    address.searchParams.set("bbox", corners.join(","));
    try {
      const features = await read(address);
      if (turn === this.#turn && this.isConnected) this.#show(library, features);
    } catch (error) {
      console.warn("The markers stay as they were:", error.message);
    }
  }

  #tellPress({ lat, lng: lon }) {
    this.dispatchEvent(new CustomEvent("mappress", { bubbles: true, detail: { lat, lon } }));
  }

  #open(library, box) {
    this.#map = new library.Map({
      container: this.canvas,
      style: this.#style(),
      bounds: box,
      fitBoundsOptions: { padding: { top: 72, bottom: 40, left: 48, right: 80 }, maxZoom: CLOSEST_ZOOM },
      locale: this.#words,
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
    this.#map.addControl(new library.AttributionControl({ customAttribution: escaped(attribution), compact: false }));
  }

  /** Lights the row while its marker is looked at, and the marker while the row is. */
  #tie({ geometry, properties }) {
    const row = document.getElementById(properties.listItem);
    if (!row) return;
    const { signal } = this.#tied;
    const on = (element, kinds, act) => kinds.forEach((kind) => element.addEventListener(kind, act, { signal }));
    const light = (lit) => () => this.#crowd.shown(properties.id)?.toggleAttribute("data-lit", lit);
    const lightRow = (lit) => () => row.toggleAttribute("data-map-lit", lit);
    const marker = this.#crowd.own(properties.id);
    on(row, ["pointerenter", "focusin"], light(true));
    on(row, ["pointerleave", "focusout"], light(false));
    on(marker, ["pointerenter", "focusin"], lightRow(true));
    on(marker, ["pointerleave", "focusout"], lightRow(false));
    on(row, ["focusin"], () => this.#reach(geometry.coordinates));
  }

  #reach(place) {
    if (!this.#map.getBounds().contains(place)) this.#map.easeTo({ center: place });
  }

  #followTheme() {
    const { signal } = this.#leaving;
    const redraw = () => this.#map.setStyle(this.#style());
    document.documentElement.addEventListener("themechange", redraw, { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw, { signal });
  }
}

/** A place as the crowd of markers wants it. */
function marked({ geometry, properties: { id, title, url, kind, label, count } }) {
  return { id, title, url, kind, label, count, place: geometry.coordinates };
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
