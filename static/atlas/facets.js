/* The filters' state: the app sets what is asked for and counted beside the panel
   (render/facets.py), this fills it in and reports all that is ticked once the reader changes
   something. Each report has a number; an answer to an earlier one does not take back what was
   ticked since. */
const memory = (window.atlasFacets ??= { asked: 0, installed: false });

const panel = () => document.querySelector(".facets");
const boxes = (within) => [...within.querySelectorAll("[data-facet]")];
const input = (row) => row.querySelector("input");

function fill() {
  const found = panel();
  const text = document.querySelector("[data-atlas-facets]")?.dataset.atlasFacets;
  if (!found || !text || found.atlasFilled === text) return;
  found.atlasFilled = text;
  const [state, answered] = JSON.parse(text);
  const late = answered !== null && answered < memory.asked;
  const match = late ? memory.wanted.match : state.match;
  const form = (count) => Object.keys(state.hints).find((one) => state.hints[one].includes(count)) ?? "";
  const asks = ({ facet, option }) => Boolean(state.asked[facet]?.includes(option));
  for (const row of boxes(found)) {
    const { facet, option } = row.dataset;
    const count = state.counts[facet].shift();
    row.querySelector("small").textContent = count;
    row.classList.toggle("none", count === "0");
    input(row).setAttribute("aria-description", form(count).replace("#", count));
    input(row).disabled = false; // before, a tick would be heard by nobody
    input(row).checked = late
      ? memory.wanted.ticked[facet].includes(option)
      : asks(row.dataset) !== (facet === "without"); // a basis that is asked for is hidden
  }
  for (const radio of found.querySelectorAll("input[type=radio]")) {
    radio.disabled = false;
    radio.checked = radio.value === match;
  }
  if (memory.asked) light(shown()); // also if the deed was dropped, and the map's view is not another
  if (late) return;
  found.querySelector("[data-reset]").setAttribute("aria-disabled", String(state.match === "any" && !Object.keys(state.asked).length));
  found.querySelector(".summary").textContent = state.summary.join(" · ");
  if (memory.asked) found.querySelector("[role=status]").textContent = state.summary[0];
  for (const block of found.querySelectorAll("details")) {
    const used = boxes(block).some((row) => asks(row.dataset));
    if (used && !block.atlasUsed) block.open = true;
    block.atlasUsed = used;
  }
}

/* The map is lit at once: the server's answer, which is the same, comes with all that is said about it. */
function light({ match, ticked }) {
  const rows = panel().dataset.rows;
  if (!window.atlas || !rows) return;
  const hides = (row) => row.dataset.facet === "without" && !ticked.without.includes(row.dataset.option);
  const without = boxes(panel()).filter(hides).map((row) => row.dataset.option);
  const [names, ...known] = JSON.parse(rows);
  const all = known.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
  const lit = Object.create(null); // a park may be called `constructor`
  for (const { park, sector, basis } of atlasAnswer(all, { ...ticked, without, match })) {
    lit[park] ??= Object.create(null);
    lit[park][sector] = (lit[park][sector] ?? true) && basis === "inferred";
  }
  window.atlas.preview(lit);
}

function shown() {
  const ticked = {};
  for (const row of boxes(panel())) {
    const { facet, option } = row.dataset;
    ticked[facet] ??= [];
    if (input(row).checked) ticked[facet].push(option);
  }
  return { match: panel().querySelector("input[type=radio]:checked")?.value, ticked };
}

function ask() {
  memory.asked += 1;
  memory.wanted = shown();
  light(memory.wanted);
  memory.tell("ask", { number: memory.asked, ...memory.wanted });
}

function changed(event) {
  if (event.target.closest?.(".facets") && event.target.matches("input")) ask();
}

function clicked(event) {
  const reset = event.target.closest?.(".facets [data-reset]");
  if (!reset || reset.getAttribute("aria-disabled") === "true") return;
  for (const row of boxes(panel())) input(row).checked = row.dataset.facet === "without";
  panel().querySelector("input[type=radio]").checked = true;
  ask();
}

export default function ({ setStateValue }) {
  memory.tell = setStateValue;
  if (!memory.installed) {
    memory.installed = true;
    document.addEventListener("change", changed);
    document.addEventListener("click", clicked);
    new MutationObserver(fill).observe(document.body, { subtree: true, childList: true });
  }
  fill();
}
