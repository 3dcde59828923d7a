/* What stands beside the map, shown before the app has answered a deed: our server tells it by the address
   alone, as it does the first view (see serve/entry.py). It is asked as soon as a pointer rests on a park
   or a link. The app says the same a moment later, and then nothing is drawn anew; what it says else holds. */
const root = new URL("../../../beside/", import.meta.url);
const REST = 50; // milliseconds a pointer stays before it seems to mean it
const PATIENCE = 10_000; // for a run to begin
const GRACE = 500; // for another run after one that did not say it
const KEPT = 24; // texts

const app = () => document.querySelector("[data-testid=stApp]");
const idle = () => app()?.dataset.testScriptState === "notRunning";
const lang = () => document.documentElement.lang;

/* All of it is one element of the app's, unless there are widgets in it. */
function box() {
  const found = document.querySelectorAll(".st-key-side [data-testid=stHtml]");
  return found.length === 1 && found[0].offsetParent ? found[0] : null;
}

/* ---- what is meant: the words of an address ---- */
/* After a deed on the map, as ui/deeds.py has it. */
function after(park) {
  const words = new URLSearchParams(location.search);
  words.delete("link");
  park ? words.set("park", park) : ["park", "zoom"].forEach((name) => words.delete(name));
  return words;
}

/* In another language the page would speak two. */
const speaks = (words) => (words.get("lang") ?? lang()) === lang();

function meant(node) {
  const shape = node.closest?.(".atlas-map :is([data-park], [data-symbol])");
  if (shape) return after(shape.dataset.park ?? shape.dataset.symbol);
  const link = node.closest?.("[data-testid=stHtml] a[href]");
  if (!link || link.origin !== location.origin || link.pathname !== location.pathname) return null;
  const words = new URLSearchParams(link.search);
  return speaks(words) ? words : null;
}

/* ---- asking ---- */
const texts = new Map(); // address → what is told of it

function ask(words) {
  const theme = document.querySelector(".atlas-map")?.dataset.theme;
  if (!theme) return ""; // the map is on its way: the app will say it
  if (words.get("lang") === null) words.set("lang", lang());
  const address = new URL(theme, root);
  address.search = words;
  const { href } = address;
  if (!texts.has(href)) {
    const told = fetch(href, { signal: AbortSignal.timeout(PATIENCE) });
    texts.set(href, told.then((answer) => (answer.ok ? answer.text() : "")).catch(() => {
      texts.delete(href);
      return "";
    }));
    if (texts.size > KEPT) texts.delete(texts.keys().next().value);
  }
  return texts.get(href);
}

/* ---- showing ---- */
const markup = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
const parsed = (text) => Object.assign(document.createElement("template"), { innerHTML: text });
const parkOf = (one) => new URLSearchParams(one.querySelector("[data-carried]")?.dataset.carried).get("park");

let turn = 0; // of deeds
let early = null; // what is shown: its place, its text and park, what stood before, a link that was followed

async function show(words) {
  pass();
  const mine = turn, place = box(), was = place?.firstChild;
  if (!place || !speaks(words)) return;
  const next = parsed(await ask(words));
  const text = next.innerHTML;
  const late = mine !== turn || box() !== place || place.firstChild !== was; // the app may have been faster
  if (late || !text || text === place.innerHTML) return;
  const before = early?.place === place ? early.before : place.innerHTML;
  place.replaceChildren(next.content);
  early = { place, text, park: parkOf(place), before };
  Object.defineProperty(place, "innerHTML", { ...markup, set: (html) => { // as React writes it
    early?.place === place ? answered(html) : markup.set.call(place, html);
  } });
  ran = false;
  wait();
}

/* The next deed is another: whatever the app says now holds. */
function pass() {
  turn += 1;
  if (early) early.park = undefined;
}

function answered(html) {
  const said = parsed(html);
  if (early.park !== undefined && parkOf(said.content) !== early.park) {
    early.before = html; // of a deed before this one: its own answer is on its way
    return;
  }
  if (said.innerHTML === early.text) return end();
  texts.clear();
  end(html);
}

function end(html) {
  const { place, followed } = early;
  early = null;
  clearTimeout(patience);
  delete place.innerHTML;
  if (html !== undefined) place.innerHTML = html;
  const link = followed && [...place.querySelectorAll("a[href]")].find((one) => one.href === followed.href);
  if (link) link.click();
}

/* The app has not said it: what stood before is right. */
function back() {
  if (!early) return;
  early.followed = null;
  end(early.before);
}

let patience, ran;

function wait() {
  clearTimeout(patience);
  ran ||= !idle();
  if (early && idle()) patience = setTimeout(back, ran ? GRACE : PATIENCE);
}
new MutationObserver(wait).observe(app(), { attributeFilter: ["data-test-script-state"] });

/* A link in it leads on from an address that is not there yet: it is followed once it is. */
function follow(event) {
  if (!early?.place.contains(event.target) || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[href]");
  if (!link || link.target) return;
  event.preventDefault();
  event.stopPropagation();
  early.followed = link;
}

/* ---- what announces a deed ---- */
let resting;

function near({ type, target }) {
  clearTimeout(resting);
  const words = box() && meant(target);
  if (words) resting = setTimeout(() => ask(words), type === "pointerdown" ? 0 : REST);
}

let path = location.pathname;

function travelled() { // by a link of ours, or back and forward
  const stays = path === location.pathname;
  path = location.pathname;
  stays ? show(new URLSearchParams(location.search)) : pass();
}

for (const name of ["pointerover", "pointerdown", "focusin"]) {
  document.addEventListener(name, near, { passive: true, capture: true });
}
document.addEventListener("click", follow, true);
window.addEventListener("popstate", travelled);

export function told({ deed, park }) {
  if (deed === "select" || deed === "clear") show(after(park));
  else pass();
}
