// How the map looks: our own colours, no glyph server, no sprites; letters are the page's own.

const FONT = ["Onest"];
const RASTER = /\.(png|jpe?g|webp|avif)(\?|$)/;

/** Returns what an operator's own tiles need, or nothing when there are none. */
export async function backdrop({ pmtiles, tiles }) {
  if (pmtiles) {
    const { Protocol } = await loadPmtiles();
    const url = new URL(pmtiles, location.href).href;
    return { protocol: new Protocol().tile, source: { type: "vector", url: `pmtiles://${url}` } };
  }
  if (!tiles) return undefined;
  const url = decodeURI(new URL(tiles, location.href).href);
  return RASTER.test(url)
    ? { source: { type: "raster", tiles: [url], tileSize: 256 } }
    : { source: { type: "vector", tiles: [url], maxzoom: 15 } };
}

/** Returns a MapLibre style in the colours that the page has at this moment. */
export function mapStyle(element, layers, tiles) {
  const colour = colours(element);
  return {
    version: 8,
    sources: {
      city: { type: "geojson", data: layers },
      names: { type: "geojson", data: names(layers) },
      ...(tiles && { tiles: tiles.source }),
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": colour("sunk") } },
      ...tileLayers(tiles, colour),
      ...cityLayers(overPicture(tiles, colour), Boolean(tiles)),
    ],
  };
}

/** One point for each area's name; the library would write it once in every tile. */
function names({ features }) {
  const areas = features.filter(({ geometry }) => geometry.type.endsWith("Polygon"));
  return {
    type: "FeatureCollection",
    features: areas.map(({ properties, geometry }) => ({
      type: "Feature", properties, geometry: { type: "Point", coordinates: middle(largestRing(geometry)) },
    })),
  };
}

function largestRing({ type, coordinates }) {
  const rings = type === "Polygon" ? [coordinates[0]] : coordinates.map(([outer]) => outer);
  return rings.reduce((largest, ring) => (ring.length > largest.length ? ring : largest));
}

/** The centre of gravity of a ring. */
function middle(ring) {
  let [x, y, area] = [0, 0, 0];
  for (let i = 1; i < ring.length; i += 1) {
    const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
    const cross = x1 * y2 - x2 * y1;
    [x, y, area] = [x + (x1 + x2) * cross, y + (y1 + y2) * cross, area + cross];
  }
  return area ? [x / (3 * area), y / (3 * area)] : ring[0];
}

/** The library bundled for plain pages keeps its name on the window. */
function loadPmtiles() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("./vendor/pmtiles.js", import.meta.url).href;
    script.onload = () => resolve(globalThis.pmtiles);
    script.onerror = () => reject(new Error("pmtiles did not load"));
    document.head.append(script);
  });
}

/** Asks the browser, because a custom property may hold light-dark(). */
function colours(element) {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  return (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
}

/** A picture is light whatever the theme: what is written on it keeps the light theme's colours. */
function overPicture(tiles, colour) {
  if (tiles?.source.type !== "raster") return colour;
  const own = { "ink-soft": "#5d5242", "map-area": "#fffaee", "map-border": "#a39470" };
  return (name) => own[name] ?? colour(name);
}

function cityLayers(colour, hasTiles) {
  const polygon = ["==", ["geometry-type"], "Polygon"];
  const line = ["==", ["geometry-type"], "LineString"];
  const fill = {
    id: "areas", type: "fill", source: "city", filter: polygon,
    paint: { "fill-color": colour("map-area"), "fill-opacity": hasTiles ? 0 : 1 },
  };
  const river = {
    id: "water-lines", type: "line", source: "city", filter: line,
    layout: { "line-cap": "round", "line-join": "round", visibility: hasTiles ? "none" : "visible" },
    paint: { "line-color": colour("map-water"), "line-width": ["interpolate", ["linear"], ["zoom"], 9, 3, 14, 16] },
  };
  const border = {
    id: "borders", type: "line", source: "city", filter: polygon,
    paint: { "line-color": colour("map-border"), "line-width": 1.2, "line-dasharray": [4, 2] },
  };
  return [fill, border, river, label("area-names", { source: "names", minzoom: 10 }, colour)];
}

function label(id, where, colour) {
  return {
    id, type: "symbol", ...where,
    layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 14, "text-max-width": 8 },
    paint: { "text-color": colour("ink-soft"), "text-halo-color": colour("map-area"), "text-halo-width": 1.6 },
  };
}

function tileLayers(tiles, colour) {
  if (!tiles) return [];
  if (tiles.source.type === "raster") return [{ id: "tiles", type: "raster", source: "tiles" }];
  return vectorLayers(colour);
}

/** Ten layers of the common basemap schema (earth, landuse, water, roads, buildings, places). */
function vectorLayers(colour) {
  const of = (id, type, layer, paint, more = {}) =>
    ({ id, type, source: "tiles", "source-layer": layer, paint, ...more });
  const green = ["in", ["get", "kind"], ["literal", ["park", "forest", "wood", "grass", "cemetery", "nature_reserve"]]];
  const wide = ["in", ["get", "kind"], ["literal", ["highway", "major_road"]]];
  const widen = (from, to) => ["interpolate", ["exponential", 1.6], ["zoom"], 11, from, 17, to];
  const polygon = ["==", ["geometry-type"], "Polygon"];
  return [
    of("earth", "fill", "earth", { "fill-color": colour("map-area") }),
    of("green", "fill", "landuse", { "fill-color": colour("brand-wash") }, { filter: green }),
    of("water", "fill", "water", { "fill-color": colour("map-water") }, { filter: polygon }),
    of("streams", "line", "water", { "line-color": colour("map-water"), "line-width": 1.5 }),
    of("houses", "fill", "buildings", { "fill-color": colour("sunk") }, { minzoom: 14, filter: polygon }),
    of("streets", "line", "roads", { "line-color": colour("line"), "line-width": widen(0.6, 12) }),
    of("main-streets", "line", "roads", { "line-color": colour("sun"), "line-width": widen(1.2, 16) }, { filter: wide }),
    label("street-names", {
      source: "tiles", "source-layer": "roads", minzoom: 14, filter: ["has", "name"],
    }, colour),
    label("place-names", { source: "tiles", "source-layer": "places" }, colour),
  ].map((layer) => (layer.id === "street-names"
    ? { ...layer, layout: { ...layer.layout, "symbol-placement": "line", "text-size": 12 } }
    : layer));
}
