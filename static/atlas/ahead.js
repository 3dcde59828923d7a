/* What stands beside the map, shown before the app has answered a deed: our server tells it by the address
   alone, as it does the first view (see serve/entry.py). It is asked as soon as a pointer rests on a park
   or a link, and is what the app will say, which then takes its place. */
const root = new URL("../../../beside/", import.meta.url);
const REST = 50; // milliseconds a pointer stays before it seems to mean it
const PATIENCE = 3000; // for the app's own answer

const app = () => document.querySelector("[data-testid=stApp]");
const idle = () => app()?.dataset.testScriptState === "notRunning";
const lang = () => document.documentElement.lang;
const sameLanguage = (words) => (words.get("lang") ?? lang()) === lang(); // else the page would speak two

/* All of it is one element of the app's, unless there are widgets in it. */
function box() {
  const found = document.querySelectorAll(".st-key-side [data-testid=stHtml]");
  return found.length === 1 && found[0].offsetParent ? found[0] : null;
}

/* What the address will ask for: after a choice on the map (as ui/deeds.py has it), or after a link. */
function chosen(park) {
  const words = new URLSearchParams(location.search);
  words.delete("link");
  words.set("park", park);
  return words;
}

function meant(node) {
  const shape = node.closest?.(".atlas-map :is([data-park], [data-symbol])");
  if (shape) return chosen(shape.dataset.park ?? shape.dataset.symbol);
  const link = node.closest?.("[data-testid=stHtml] a[href]");
  if (!link || link.origin !== location.origin || link.pathname !== location.pathname) return null;
  const words = new URLSearchParams(link.search);
  return sameLanguage(words) ? words : null;
}

/* ---- asking: only the last answer is kept ---- */
let last = {};

function ask(words) {
  if (words.get("lang") === null) words.set("lang", lang());
  const address = new URL(document.querySelector(".atlas-map").dataset.theme, root);
  address.search = words;
  const { href } = address;
  if (last.href === href) return last.text;
  const text = fetch(href).then((answer) => (answer.ok ? answer.text() : "")).catch(() => {
    last = {};
    return "";
  });
  last = { href, text };
  return text;
}

/* ---- showing: until the app says the same, or something else, or nothing ---- */
let shown = false;

async function show(words) {
  const place = box();
  if (!place || shown || !idle() || !sameLanguage(words)) return;
  shown = true;
  const was = place.firstChild;
  const next = document.createElement("template");
  next.innerHTML = await ask(words);
  const own = next.content.firstChild;
  const same = next.innerHTML === place.innerHTML;
  if (!own || same || box() !== place || place.firstChild !== was) { // the app may have been faster
    shown = false;
    return;
  }
  const before = place.innerHTML;
  place.replaceChildren(next.content);
  let ran = !idle();
  const end = () => {
    clearTimeout(late);
    answer.disconnect();
    shown = false;
    if (place.firstChild === own) place.innerHTML = before; // the app did not say it
  };
  const late = setTimeout(end, PATIENCE);
  const answer = new MutationObserver(() => {
    ran ||= !idle();
    if (place.firstChild !== own) end();
    else if (ran && idle()) requestAnimationFrame(end);
  });
  answer.observe(place, { childList: true });
  answer.observe(app(), { attributeFilter: ["data-test-script-state"] });
}

/* ---- what announces a deed ---- */
let resting;

function near({ target }) {
  clearTimeout(resting);
  const words = box() && meant(target);
  if (words) resting = setTimeout(() => ask(words), REST);
}

let path = location.pathname;

function travelled() { // by a link of ours, or back and forward
  const stays = path === location.pathname;
  path = location.pathname;
  if (stays) show(new URLSearchParams(location.search));
}

for (const name of ["pointerover", "focusin"]) document.addEventListener(name, near, { passive: true });
document.addEventListener("pointerdown", ({ target }) => {
  const words = box() && meant(target);
  if (words) ask(words);
}, { passive: true, capture: true });
window.addEventListener("popstate", travelled);

export function told({ deed, park }) {
  if (deed === "select") show(chosen(park));
}
