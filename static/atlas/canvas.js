/* The map's place in the page. The server tells what the map is to be: the name of a drawing, the name of
   a ground, and a view (see ui/canvas.py). The first two never change: where the page itself tells of a
   first view, it has them as files (see serve/entry.py), and the map is there before the app is;
   elsewhere the view brings what the browser has not been given yet. The map is made once a drawing and
   outlives its place: where the page is built anew, it moves there. */
const here = new URL(".", import.meta.url);
const parts = new URL("../../../parts/", import.meta.url);
const first = document.getElementById("atlas-first"); // what the page tells, if our server gave it
const shelf = (window.atlasShelf ??= { given: new Map(), asked: new Map(), unheard: [] });

const SCRIPTS = ["../vendor/leaflet/leaflet.js", "controls.js", "arcs.js", "tiles.js", "labels.js", "map.js"];
const STYLES = ["../vendor/leaflet/leaflet.css", "map.css", "pictures.css"];

/* Asked for all at once; scripts run in their order. */
const load = (tag, options) => new Promise((done, fail) => {
  const node = Object.assign(document.createElement(tag), options);
  node.addEventListener("load", done);
  node.addEventListener("error", () => fail(new Error(`not there: ${node.src ?? node.href}`)));
  document.head.append(node);
});
const there = () => window.L && window.atlasControls && window.atlasArcs && window.atlasTiles && window.atlasLabels && window.atlasMade;
const loaded = () => shelf.ready ??= there() ? Promise.resolve() : Promise.all([
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

const lacking = ({ drawing, ground }) => [drawing, ground].filter((name) => !shelf.given.has(name));

/* A file that is not there is no error: its dataset is another by now, or no server of ours gave the page. */
const fetched = (name) => {
  if (!shelf.asked.has(name)) shelf.asked.set(name, fetch(new URL(name, parts)).then(async (answer) => {
    if (answer.ok) shelf.given.set(name, await answer.json());
  }).catch(() => {}).finally(() => shelf.asked.delete(name)));
  return shelf.asked.get(name);
};

async function show() {
  const { wanted } = shelf;
  if (first) await Promise.all(lacking(wanted).map(fetched));
  if (wanted !== shelf.wanted) return; // a later one is on its way
  if (lacking(wanted).length) return shelf.say?.("lacking", `${lacking(wanted)} ${Date.now()}`);
  if (shelf.drawing !== wanted.drawing) {
    shelf.drawing = wanted.drawing;
    shelf.drawn = draw(wanted.drawing).catch((error) => {
      shelf.drawing = undefined;
      throw error;
    });
  }
  await shelf.drawn;
  window.atlas.waits = !shelf.say;
  window.atlas.report = report;
  if (wanted === shelf.wanted) window.atlas.show(shelf.given.get(wanted.ground), wanted.view);
}

function report(deed) {
  if (!shelf.say) return shelf.unheard.push(deed);
  shelf.told?.(deed); // first: it is answered sooner
  shelf.say("deed", deed);
}

export default function canvas({ data, parentElement, setStateValue }) {
  const { given, ...wanted } = JSON.parse(new TextDecoder().decode(data));
  for (const [name, part] of Object.entries(given)) shelf.given.set(name, part);
  shelf.wanted = wanted;
  shelf.say = setStateValue;
  move(parentElement.closest(".st-key-hero")); // what is inside an element of Streamlit's is styled anew in each run
  show();
  if (first) shelf.ahead ??= import(new URL("ahead.js", here)).then(({ told }) => { shelf.told = told; }, () => {});
  if (shelf.unheard.length) shelf.say("deed", shelf.unheard.splice(0));
}

function move(place) {
  shelf.place = place;
  if (shelf.box && shelf.box.parentElement !== place) {
    const active = shelf.box.contains(document.activeElement) && document.activeElement;
    place.append(shelf.box);
    if (active) active.focus({ preventScroll: true });
  }
  document.getElementById("atlas-early")?.remove();
}

/* ---- the view of the page's address, before the app is there ---- */
const running = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "running";

function kept(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

/* What a reader has chosen in Streamlit before, under Streamlit's own keys: the theme, and how wide its sidebar is. */
function dark() {
  const chosen = kept(`stActiveTheme-${location.pathname}-v2`);
  return chosen === "Dark" || (chosen !== "Light" && matchMedia("(prefers-color-scheme: dark)").matches);
}
function aside() {
  const wide = kept("sidebarWidth");
  return kept("stSidebarCollapsed-") === true ? "0px" : wide > 0 ? `${wide}px` : "";
}

function begin({ drawing, views }) {
  const early = Object.assign(document.createElement("div"), { id: "atlas-early" });
  early.style.setProperty("--chosen", aside());
  document.body.append(early);
  shelf.wanted = { drawing, ...views[dark() ? "dark" : "light"] };
  shelf.place = early;
  loaded(); // beside its parts
  show();
  let ran = false, asked;
  const look = () => {
    asked = undefined;
    const hero = document.querySelector(".st-key-hero");
    if (!early.isConnected) return app.disconnect();
    if (hero?.clientHeight > 100) return move(hero); // not before its style is there
    ran ||= running();
    if (ran && !running() && !hero?.getClientRects().length) setTimeout(() => early.remove(), hero ? 0 : 3000);
  };
  const app = new MutationObserver(() => { asked ??= requestAnimationFrame(look); });
  app.observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-test-script-state"] });
}

const view = JSON.parse(first?.textContent ?? "null");
if (view && !shelf.wanted) begin(view);
