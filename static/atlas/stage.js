/* The stage's and the speaker's remote control. Keys, clicker, the buttons on
   screen and the pace all end in one message: the step to go to. The number is absolute and counted
   here, so that two presses within one answer of the server are two steps. Text reaches the page
   only through textContent. */
const NEXT = ["ArrowRight", "PageDown", " "];
const BACK = ["ArrowLeft", "PageUp"];
const TALK = "atlas.talk"; // the code of this tab's talk: a reload of the stage comes back to it
const STILL = 3_000; // the buttons go once the pointer has rested this long
const PANELS = ["stage_steps", "stage_notes", "stage_qr"]; // the buttons that open and close one
const REST = 60_000; // after a touch a story that goes on by itself waits at least this long

let now = null; // what the server last said: see `remote` in ui/remote.py
let send = () => {};
let box = null;
let at = 1; // where we are going, which may be ahead of the server
let drawn = 0; // the step on the page when the server last spoke
let sent = 0;
let arrived = performance.now();
let untouchedUntil = 0;
let typed = "";
let ticking = 0;
let latest = 0;
let asked = false; // whether this tab has asked for its talk
let leaving = false; // asked to leave for a step the server has yet to show
let stirred = performance.now();

const find = (key, what = "button, a") => document.querySelector(`.st-key-${key} :is(${what})`);
const press = (key) => { const found = find(key); if (found) found.click(); return Boolean(found); };

const onPage = () => Number(document.querySelector("article[data-step]")?.dataset.step ?? 0);

/* The other window may have moved: the page shows a step a moment before we are told of it. */
function look() {
  const shown = onPage();
  if (!shown || shown === drawn || sent > now.heard) return;
  at = drawn = shown;
  arrived = performance.now();
}

function goTo(step) {
  const to = Math.min(Math.max(step, 1), now.steps);
  unblank();
  if (to === at) return;
  at = to;
  leaving = false;
  sent += 1;
  arrived = performance.now();
  send("move", { step: to, n: sent });
}

/* A letter by its place where the keyboard writes another script. */
const named = ({ key, code }) =>
  /^Key[A-Z]$/.test(code) && key.length === 1 && !/[a-z]/i.test(key) ? code[3].toLowerCase() : key;

/* The link on screen is that of the step on screen: on the way to another, it is waited for. */
function leave() {
  leaving = at !== now.step;
  return leaving || press("stage_explore");
}

const closePanel = () => Boolean(now.panel) && press(now.panel);

/* The code of a talk outlives a reload of the stage, in this tab alone. */
function keepTalk(join) {
  try {
    if (now.code) sessionStorage.setItem(TALK, now.code);
    const kept = sessionStorage.getItem(TALK);
    if (!now.code && kept && !asked) join(kept);
  } catch { /* not kept */ }
  asked = !now.code;
}

const blank = () => box.querySelector(".blank");
const unblank = () => { blank().hidden = true; };

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => {});
}

/* Return whether the key was ours. */
function act(pressed, shift) {
  if (!now) return false;
  const key = pressed.length === 1 ? pressed.toLowerCase() : pressed;
  if (now.mode === "away") return key === "Backspace" && press("story_return");
  const stage = now.mode === "stage";
  look();
  if (key === " " && shift) goTo(at - 1);
  else if (NEXT.includes(key)) goTo(at + 1);
  else if (BACK.includes(key)) goTo(at - 1);
  else if (key === "Home") goTo(1);
  else if (key === "End") goTo(now.steps);
  else if (/^[0-9]$/.test(key)) typed = (typed + key).slice(-2);
  else if (key === "Enter" && typed) { goTo(Number(typed)); typed = ""; }
  else if (key === "f") fullScreen();
  else if (stage && (key === "b" || key === ".")) blank().hidden = !blank().hidden;
  else if (stage && key === "n") press("stage_notes");
  else if (stage && key === "q") press("stage_qr");
  else if (stage && key === "l") press("stage_steps");
  else if (stage && key === "Escape") return closePanel() || leave();
  else return false;
  return true;
}

const stir = () => { stirred = performance.now(); if (box) box.querySelector(".remote").classList.remove("resting"); };
const touched = () => { untouchedUntil = performance.now() + Math.max(REST, 2000 * (now?.pace || 0)); };

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || !now) return;
  const on = event.target instanceof Element ? event.target : document.body;
  if (on.closest("input, textarea, select, [contenteditable=true], [role=listbox], [role=combobox]")) return;
  const own = on.closest("button, a, summary, [role=button], [role=radio]");
  const theirs = own?.matches("path") ? ["Enter"] : [" ", "Enter"]; // on a park the space bar is the story's
  if (own && own.matches(":focus-visible") && theirs.includes(event.key)) return;
  if (event.key === "Enter" && !typed) return;
  touched();
  if (!act(named(event), event.shiftKey)) return;
  event.preventDefault();
  event.stopPropagation();
}

/* The buttons go the keys' way, so that a quick second click counts too. */
function onClick(event) {
  touched();
  if (!now || now.mode === "away" || !(event.target instanceof Element)) return;
  const button = event.target.closest("button");
  if (!button) return;
  const panel = PANELS.find((name) => button.closest(`.st-key-${name}`));
  if (panel) now.panel = now.panel === panel ? "" : panel; // at once: Escape may come before the server
  const full = button.closest(".st-key-stage_full");
  const way = button.closest(".st-key-stage_next") ? 1 : button.closest(".st-key-stage_back") ? -1 : 0;
  if (event.detail) setTimeout(() => button.blur()); // a mouse: the keys belong to the stage again
  if (!way && !full) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  look();
  if (full) fullScreen();
  else goTo(at + way);
}

function tick() {
  if (!box || !now) return;
  const since = now.elapsed === null ? null : now.elapsed + (performance.now() - now.told) / 1000;
  const two = (value) => String(Math.floor(value)).padStart(2, "0");
  const hours = since >= 3600 ? `${Math.floor(since / 3600)}:` : "";
  const clock = since === null ? "" : `${hours}${two((since / 60) % 60)}:${two(since % 60)}`;
  const timer = box.querySelector(".timer");
  if (timer.textContent !== clock) timer.textContent = clock;
  const rests = performance.now() < untouchedUntil || document.hidden || !blank().hidden;
  const pace = now.pace ? `${rests ? "❚❚" : "▶"} ${now.pace}` : "";
  const sign = box.querySelector(".pace");
  if (sign.textContent !== pace) sign.textContent = pace;
  if (performance.now() - stirred > STILL) box.querySelector(".remote").classList.add("resting");
  const time = now.mode === "speaker" ? `${two(new Date().getHours())}:${two(new Date().getMinutes())}` : "";
  const day = box.querySelector(".clock");
  if (day.textContent !== time) day.textContent = time;
  look();
  if (rests) arrived = performance.now();
  else if (now.pace && performance.now() - arrived >= now.pace * 1000) goTo(at < now.steps ? at + 1 : 1);
}

const EARS = [["keydown", onKey], ["click", onClick], ["wheel", touched], ["pointerdown", touched], ["pointermove", stir], ["pointerdown", stir], ["focusin", stir]];

export default function remote({ data, setStateValue, parentElement }) {
  const other = !now || now.story !== data.story || now.mode !== data.mode;
  now = { ...data, told: performance.now() };
  send = setStateValue; // kept in every later report: a trigger is lost to one close behind
  box = parentElement;
  drawn = onPage();
  box.querySelector(".bar").style.transform = `scaleX(${data.steps ? data.step / data.steps : 0})`;
  if (data.mode === "stage") keepTalk((code) => send("join", code));
  if (other) { sent = data.heard; untouchedUntil = 0; typed = ""; }
  if (data.heard >= sent || other) {
    if (at !== data.step) arrived = performance.now();
    at = data.step;
  }
  if (leaving && at === data.step) leave();
  const mine = (latest += 1);
  if (!ticking) {
    for (const [name, ear] of EARS) window.addEventListener(name, ear, true);
    ticking = setInterval(tick, 250);
  }
  tick();
  return () => {
    if (mine !== latest) return; // another window of the page has taken over
    for (const [name, ear] of EARS) window.removeEventListener(name, ear, true);
    clearInterval(ticking);
    ticking = 0;
  };
}
