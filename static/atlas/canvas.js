/* The map's place in the page. The server tells what the map is to be: the name of a drawing, the name of
   a ground, a view, and of the first two what this page has not been given yet (see ui/canvas.py). The map
   is made once a drawing and outlives its place: where the page is built anew, it moves there. */
const here = new URL(".", import.meta.url);
const shelf = (window.atlasShelf ??= { given: new Map() });

const SCRIPTS = ["../vendor/leaflet/leaflet.js", "controls.js", "arcs.js", "tiles.js", "map.js"];
const STYLES = ["../vendor/leaflet/leaflet.css", "map.css", "pictures.css"];

/* Asked for all at once; scripts run in their order. */
const load = (tag, options) => new Promise((done, fail) => {
  const node = Object.assign(document.createElement(tag), options);
  node.addEventListener("load", done);
  node.addEventListener("error", () => fail(new Error(`not there: ${node.src ?? node.href}`)));
  document.head.append(node);
});
const loaded = () => shelf.ready ??= Promise.all([
  ...STYLES.map((path) => load("link", { rel: "stylesheet", href: new URL(path, here).href })),
  ...SCRIPTS.map((path) => load("script", { async: false, src: new URL(path, here).href })),
]).catch((error) => { // asked for again with the next view
  shelf.ready = undefined;
  throw error;
});

/* folium's own script, as it wrote it: it finds `L`, `atlas` and the element it draws in. */
async function draw(name) {
  window.atlas?.end();
  shelf.box?.remove();
  shelf.box = document.createElement("div");
  shelf.box.className = "atlas-look atlas-map";
  shelf.box.append(Object.assign(document.createElement("div"), { id: "map_div" }));
  shelf.place.append(shelf.box);
  await loaded();
  window.atlas = window.atlasMade();
  const address = URL.createObjectURL(new Blob([shelf.given.get(name)], { type: "text/javascript" }));
  await import(address);
  URL.revokeObjectURL(address);
}

async function show() {
  const { told } = shelf;
  const lacking = [told.drawing, told.ground].filter((name) => !shelf.given.has(name));
  if (lacking.length) return shelf.say("lacking", `${lacking} ${Date.now()}`);
  if (shelf.drawing !== told.drawing) {
    shelf.drawing = told.drawing;
    shelf.drawn = draw(told.drawing).catch((error) => {
      shelf.drawing = undefined;
      throw error;
    });
  }
  await shelf.drawn;
  window.atlas.report = (deed) => shelf.say("deed", deed);
  if (told === shelf.told) window.atlas.show(shelf.given.get(told.ground), told.view); // else a later one is on its way
}

export default function canvas({ data, parentElement, setStateValue }) {
  const { given, ...told } = JSON.parse(new TextDecoder().decode(data));
  for (const [name, part] of Object.entries(given)) shelf.given.set(name, part);
  shelf.told = told;
  shelf.say = setStateValue;
  shelf.place = parentElement.closest(".st-key-hero"); // what is inside an element of Streamlit's is styled anew in each run
  if (shelf.box && shelf.box.parentElement !== shelf.place) shelf.place.append(shelf.box);
  show();
}
