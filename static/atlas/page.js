/* What the page itself needs a script for: our own links inside tables and cards are followed
   without loading the app anew, what is folded out stays so, texts are copied, files that are ready
   are saved, and single keys reach a box or a button from anywhere.
   The app hands over plain data (see ui/page.py); nothing here makes markup. */
const registry = (window.atlasPage ??= { keys: new Map(), again: new Map(), open: new Map(), installed: false });

const inside = (name, what) => {
  const box = document.querySelector(`.st-key-${CSS.escape(name)}`);
  return box && box.querySelector(what);
};

/* ---- links: Streamlit reruns on popstate, so a new entry in the history is all it takes ---- */
function follow(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest && event.target.closest('[data-testid="stHtml"] a[href]');
  if (!link || link.target || link.origin !== location.origin) return;
  event.preventDefault();
  const moved = link.pathname !== location.pathname;
  if (link.href === location.href) return;
  const away = moved || link.matches(".close"); // this link will not be there again
  const turns = link.matches(".turn"); // nor will this one: what undoes it takes its place
  registry.followed = { href: link.href, text: link.textContent, away, turns };
  history.pushState({}, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  if (moved) {
    const main = document.querySelector('[data-testid="stMain"]');
    if (main) main.scrollTo(0, 0);
  }
}

/* A deed may draw no more of the page than what shows it: the links around take along the words of the address
   that the server has read and said there, sorted as it sorts them. */
const words = (query) => query.replace(/^[?]/, "").split("&").filter(Boolean).map((pair) => [pair.split("=")[0], pair]);

function carry() {
  const said = document.querySelector("[data-carried]")?.dataset.carried;
  if (said === undefined || registry.said === said) return;
  registry.said = said;
  const carried = ([name]) => registry.carried.includes(name);
  for (const link of document.querySelectorAll("[data-carries] a[href]")) {
    const [page, query = ""] = link.getAttribute("href").split("?");
    const all = [...words(query).filter((word) => !carried(word)), ...words(said)];
    link.href = `${page}?${all.sort().map(([, pair]) => pair).join("&")}`;
  }
}

/* The page's language is that of its words, also where Streamlit or an earlier address said another. */
function speak() {
  const said = document.querySelector(".masthead")?.lang;
  if (said && document.documentElement.lang !== said) document.documentElement.lang = said;
}

/* What was followed is drawn anew and takes the focus with it: it goes back to the same link, to what undoes
   it, or to the title of the page that came. Whoever has put it elsewhere meanwhile keeps it there. */
function refocus() {
  const { followed } = registry;
  if (!followed) return;
  const ended = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
  if (!ended) followed.ran = true; // before, it is the old page that stands still
  if (document.activeElement !== document.body) return;
  const links = [...document.querySelectorAll('[data-testid="stHtml"] a[href]')];
  const is = (link) => link.href === followed.href && link.textContent === followed.text;
  const turned = (link) => followed.turns && link.matches(".turn") && link.href !== location.href;
  const same = links.find((link) => (is(link) || turned(link)) && link.offsetParent);
  const title = [...document.querySelectorAll(":is(.st-key-side, .st-key-page) :is(h1, h2)")].find((one) => one.offsetParent);
  const to = same || (followed.away && followed.ran && ended && title);
  if (!to) return;
  if (!same) to.tabIndex = -1;
  to.focus({ preventScroll: Boolean(same) });
}

/* ---- what is folded out stays so when it is drawn anew ---- */
function folded({ target }) {
  if (target.matches?.("details[data-keep]") && target.isConnected) registry.open.set(target.dataset.keep, target.open);
}

function unfold() {
  for (const one of document.querySelectorAll("details[data-keep]")) {
    const open = registry.open.get(one.dataset.keep);
    if (open !== undefined && one.open !== open) one.open = open;
  }
}

/* ---- a text to take along: what stands before the button ---- */
function copied(event) {
  const button = event.target.closest?.("button[data-copied]");
  const text = button?.previousElementSibling?.textContent;
  if (!text) return;
  const before = button.textContent;
  const done = () => {
    if (before === button.dataset.copied) return;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = before; }, 2000);
  };
  const byHand = () => {
    getSelection().selectAllChildren(button.previousElementSibling); // no secure page: it is marked at least
    if (document.execCommand("copy")) done();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand);
  else byHand();
}

/* ---- keys ---- */
const UNTYPED = ["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"];
const typing = (node) => node && (node.isContentEditable || /^(TEXTAREA|SELECT)$/.test(node.tagName) ||
  (node.tagName === "INPUT" && !UNTYPED.includes(node.type)));

/* The key of the slash, also where it says a full stop (Russian). */
const named = (event) => (event.key === "." && event.code === "Slash" ? "/" : event.key);

function reach(name, patience = 20) {
  const field = inside(name, "input, textarea");
  const seen = field && field.getBoundingClientRect().left >= 0 && field.offsetParent;
  if (field && seen) {
    field.focus();
    field.select();
    return;
  }
  if (!field) {
    const button = inside(name, "button:not(:disabled), a[href]");
    if (button) return button.click();
  }
  if (patience === 20) {
    const open = document.querySelector('[data-testid="stExpandSidebarButton"]');
    if (open) open.click();
  }
  if (patience) setTimeout(() => reach(name, patience - 1), 50);
}

function press(key) {
  for (const keys of registry.keys.values()) {
    if (Object.hasOwn(keys, key)) return reach(keys[key]), true;
  }
  return false;
}

function pressed(event) {
  if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
  if (event.key === "Enter") return again(event);
  if (event.defaultPrevented || typing(event.target)) return;
  if (press(named(event))) event.preventDefault();
}

/* Enter in a box whose text the address already holds opens the first thing it found */
function again(event) {
  for (const { box, list, word } of registry.again.values()) {
    const field = inside(box, "input");
    const asked = new URLSearchParams(location.search).get(word);
    if (event.target !== field || !asked || field.value.trim() !== asked) continue;
    const first = inside(list, "a[href]");
    if (first) {
      event.preventDefault();
      event.stopPropagation();
      first.click();
    }
  }
}

/* ---- names the browser offers in a box; one that is chosen is looked for at once ---- */
function offer() {
  for (const names of document.querySelectorAll("datalist[data-of]")) {
    const field = inside(names.dataset.of, "input");
    if (field && field.list !== names) field.setAttribute("list", names.id);
  }
}

function chosen({ target, inputType }) {
  if (inputType !== "insertReplacementText" || !target.list) return;
  setTimeout(() => { // Streamlit takes a text when its box is left
    target.blur();
    target.focus();
  });
}

/* ---- a file that has been written is handed over without a second click ---- */
function save() {
  const bar = document.querySelector('[data-testid="stPopoverBody"] [data-testid="stProgress"]');
  if (bar && registry.bar !== bar) bar.scrollIntoView({ block: "nearest" });
  registry.bar = bar;
  const ask = document.querySelector("[data-atlas-press]")?.dataset.atlasPress;
  if (!ask || registry.saved === ask) return;
  const button = inside(ask.split(" ")[0], "button");
  if (!button) return;
  registry.saved = ask;
  button.scrollIntoView({ block: "nearest" });
  button.click();
}

/* ---- a new server does not know what part of the page a deed is to run: it is asked for the page ---- */
function reconnect() {
  const connection = document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState;
  if (connection !== "CONNECTED") registry.lost = true;
  else if (registry.lost) {
    registry.lost = false;
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }
}

/* ---- what every change of the page may ask for ---- */
function changed() {
  reconnect();
  carry();
  speak();
  refocus();
  unfold();
  offer();
  save();
}

/* On paper the map is the one on screen, made smaller. */
const PAPER = [680, 560]; // pixels of a sheet the map may take

function measure() {
  const map = inside("hero", ".atlas-map");
  if (!map || !map.offsetWidth) return;
  const size = [map.offsetWidth, map.offsetHeight];
  const scale = Math.min(1, ...size.map((pixels, at) => PAPER[at] / pixels));
  const { style } = document.documentElement;
  [["--map-wide", size[0]], ["--map-high", size[1]], ["--map-scale", scale]].forEach(([name, value]) => style.setProperty(name, value));
}

export default function ({ data: [keys, again, carried], key }) {
  registry.carried = carried;
  registry.keys.set(key, keys);
  registry.again.set(key, again);
  if (!registry.installed) {
    registry.installed = true;
    document.addEventListener("click", follow);
    document.addEventListener("click", copied);
    document.addEventListener("input", chosen);
    document.addEventListener("toggle", folded, true); // does not bubble
    document.addEventListener("keydown", pressed, true);
    window.addEventListener("beforeprint", measure);
    for (const name of ["pointerdown", "keydown"]) {
      window.addEventListener(name, () => { registry.followed = null; }, true); // the reader goes on
    }
    const changes = { subtree: true, childList: true, attributeFilter: ["data-atlas-press", "data-test-script-state", "data-test-connection-state", "data-carried"] };
    new MutationObserver(changed).observe(document.body, changes);
  }
  changed();
  return () => {
    registry.keys.delete(key);
    registry.again.delete(key);
  };
}
