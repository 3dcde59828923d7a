/* What the page itself needs a script for: our own links inside tables and cards are followed
   without loading the app anew, single keys reach a box or a button from anywhere, and the map is
   handed its views.
   The app hands over plain data (see ui/page.py); nothing here makes markup. */
const registry = (window.atlasPage ??= { keys: new Map(), again: new Map(), installed: false });

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
  history.pushState({}, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  if (moved) {
    const main = document.querySelector('[data-testid="stMain"]');
    if (main) main.scrollTo(0, 0);
  }
}

/* ---- keys ---- */
const typing = (node) =>
  node && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));

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
  if (press(event.key)) event.preventDefault();
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

/* ---- the map is a frame of its own: it is handed each view, and passes on keys it has no use for ---- */
function hand() {
  const frame = inside("hero", "iframe");
  const carrier = inside("hero", "[data-atlas-view]");
  if (!frame || !frame.contentWindow || !carrier) return;
  const { atlasView } = carrier.dataset;
  if (registry.handed === atlasView) return;
  registry.handed = atlasView;
  frame.contentWindow.postMessage({ atlasView }, "*"); // sandboxed, the frame has no origin to name
}

function heard(event) {
  const frame = inside("hero", "iframe");
  if (!frame || event.source !== frame.contentWindow || !event.data) return;
  if (typeof event.data.atlasKey === "string") press(event.data.atlasKey);
  if (event.data.atlasReady) {
    registry.handed = undefined;
    hand();
  }
}

export default function ({ data: [keys, again], key }) {
  registry.keys.set(key, keys);
  registry.again.set(key, again);
  if (!registry.installed) {
    registry.installed = true;
    document.addEventListener("click", follow);
    document.addEventListener("keydown", pressed, true);
    window.addEventListener("message", heard);
    const changes = { subtree: true, childList: true, attributeFilter: ["data-atlas-view"] };
    new MutationObserver(hand).observe(document.body, changes);
  }
  registry.handed = undefined;
  hand();
  return () => {
    registry.keys.delete(key);
    registry.again.delete(key);
  };
}
