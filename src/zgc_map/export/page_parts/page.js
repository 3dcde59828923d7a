/* The offline page: what the server does in the app. The map's scripts are the app's own: they report
   deeds and are shown views. Text only through textContent. */
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { element } = window.atlasControls;
  const at = (id) => document.getElementById(id);
  const shown = {
    lang: data.lang,
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    groups: new Set(data.asked.groups),
    sectors: new Set(data.asked.sectors),
    match: data.asked.match,
    park: data.park,
    focus: null,
    picture: data.picture,
  };
  const parkOf = Object.fromEntries(data.parks.map((row) => [row.id, row]));
  const sectorOf = Object.fromEntries(data.sectors.map((row) => [row.id, row]));
  const groupOf = Object.fromEntries(data.groups.map((row) => [row.id, row]));

  /* ---- words ---- */
  const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  const say = (key, values) => fill(data.words[shown.lang][key], values);
  const number = (value) => new Intl.NumberFormat(shown.lang).format(value);
  const count = (key, n, values) => {
    const forms = data.words[shown.lang][key];
    const form = forms[new Intl.PluralRules(shown.lang).select(n)] || forms.other;
    return fill(form, { n: number(n), ...values });
  };
  const named = (texts) => texts[data.languages.indexOf(shown.lang)];
  const listed = (words) => new Intl.ListFormat(shown.lang).format(words);
  const color = (sector) => groupOf[sectorOf[sector].group].colors[shown.theme === "dark" ? 1 : 0];

  /* ---- the question ---- */
  for (const row of data.links) row.group = sectorOf[row.sector].group;
  const answer = ({ groups, sectors, match }) =>
    window.atlasAnswer(data.links, { group: [...groups], sector: [...sectors], match });

  const parksIn = (rows) => data.parks.filter((park) => rows.some((row) => row.park === park.id));
  const withOne = (kind, id) => ({ ...shown, [kind]: new Set([...shown[kind], id]) });
  const leaves = (kind, id) => parksIn(answer(withOne(kind, id))).length;
  const roleName = (row) => {
    const text = named(data.roles[row.role]);
    return row.basis === "inferred" ? say("aside", { text, more: say("basis.inferred") }) : text;
  };

  /* ---- the map: the app's view, with this page's answer put in ---- */
  function view(rows) {
    const state = structuredClone(data.states[shown.lang][shown.theme]);
    state.selected = shown.park;
    state.focus = shown.focus;
    state.picture = shown.picture;
    state.words.note = named(data.notes[shown.picture]);
    for (const park of data.parks) {
      const own = rows.filter((row) => row.park === park.id);
      const seen = state.parks[park.id];
      seen.state = own.length ? "on" : park.silent ? "silent" : "off";
      seen.lit = park.sectors.map((sector) => [sector, own.filter((row) => row.sector === sector)])
        .filter(([, left]) => left.length)
        .map(([sector, left]) => ({
          sector,
          roles: left.map(roleName).join(" · "),
          inferred: left.every((row) => row.basis === "inferred"),
        }));
    }
    for (const group of state.legend) {
      group.on = shown.groups.has(group.id);
      group.count = number(leaves("groups", group.id));
      group.hint = count("legend.hint", leaves("groups", group.id));
    }
    const lit = parksIn(rows).map((park) => named(park.short));
    const said = lit.length ? say("label", { name: say("about.shown"), value: listed(lit) }) : say("empty.title");
    state.words.map = `${say("map.label", { title: named(data.title) })} ${said}`;
    return state;
  }

  /* ---- the parts around it ---- */
  function drawTop() {
    at("title").textContent = document.title = named(data.title);
    at("subtitle").textContent = named(data.subtitle);
    const langs = data.languages.map((lang) => [lang, data.words[lang]["app.language_name"], lang]);
    const themes = ["light", "dark"].map((theme) => [theme, say(`offline.${theme}`), shown.lang]);
    for (const [box, label, field, choices] of [
      ["languages", "app.language", "lang", langs], ["themes", "offline.theme", "theme", themes],
    ]) {
      at(box).setAttribute("aria-label", say(label));
      keepFocus(at(box), () => choices.map(([value, text, lang]) => {
        const button = element("button", "", text);
        button.lang = lang;
        button.dataset.key = value;
        button.setAttribute("aria-pressed", String(shown[field] === value));
        button.addEventListener("click", () => change(() => { shown[field] = value; }));
        return button;
      }));
    }
  }

  function keepFocus(box, build) {
    const kept = box.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const scrolled = box.scrollTop;
    box.replaceChildren(...build());
    box.scrollTop = scrolled;
    if (kept) [...box.querySelectorAll("[data-key]")].find((node) => node.dataset.key === kept)?.focus();
  }

  function tick(kind, id, name, className, tone) {
    const label = element("label", className);
    const box = element("input", "", undefined, label);
    box.type = "checkbox";
    box.dataset.key = `${kind}-${id}`;
    box.checked = shown[kind].has(id);
    box.addEventListener("change", () => change(() => toggle(kind, id)));
    if (tone) element("span", "dot", "", label).style.background = tone;
    element("span", "", name, label);
    element("span", "count", number(leaves(kind, id)), label);
    return label;
  }

  function toggle(kind, id) {
    if (!shown[kind].delete(id)) shown[kind].add(id);
  }

  function drawFilters(rows) {
    const box = at("filters");
    box.setAttribute("aria-label", say("filter.title"));
    const asked = shown.groups.size + shown.sectors.size;
    at("fold-name").textContent = asked ? `${say("filter.title")} (${number(asked)})` : say("filter.title");
    keepFocus(box, () => {
      const top = element("div", "row");
      element("strong", "", say("filter.title"), top);
      const reset = element("button", "", say("filter.reset"), top);
      reset.dataset.key = "reset";
      reset.addEventListener("click", () => change(() => { shown.groups.clear(); shown.sectors.clear(); }));
      const match = element("label", "");
      match.title = say("filter.match_help");
      element("span", "", say("filter.match"), match);
      const choice = element("select", "", undefined, match);
      choice.dataset.key = "match";
      for (const word of ["any", "all", "none"]) {
        const option = element("option", "", say(`filter.match_${word}`), choice);
        option.value = word;
        option.selected = shown.match === word;
      }
      choice.addEventListener("change", () => change(() => { shown.match = choice.value; }));
      const ticks = data.groups.flatMap((group) => [
        tick("groups", group.id, named(group.name), "group", group.colors[shown.theme === "dark" ? 1 : 0]),
        ...data.sectors.filter((row) => row.group === group.id)
          .map((row) => tick("sectors", row.id, named(row.name), "sector")),
      ]);
      const silent = data.parks.filter((park) => park.silent).length;
      const summary = element("p", "muted", [
        count("count.parks", parksIn(rows).length, { total: data.parks.length - silent }),
        count("count.links", rows.length, { total: data.total }),
        count("count.silent", silent),
      ].join(" · "));
      summary.setAttribute("role", "status");
      return [top, summary, match, ...ticks];
    });
  }

  function claim(id, basis) {
    const row = data.claims[id];
    const box = element("details", "");
    const line = element("summary", "", `${named(row.text)} ${id}`, box);
    if (row.basis !== basis) element("span", `badge ${row.basis}`, say(`basis.${row.basis}`), line);
    const source = data.sources[row.source];
    const parts = [
      say("label", { name: say("claim.source"), value: named(source.title) }),
      row.locator,
      row.asOf ? say("as_of", { date: named(row.asOf) }) : say("claim.undated"),
      say("label", { name: say("claim.confidence"), value: say(`confidence.${row.confidence}`) }),
      row.from && say("claim.derived_from", { claim: row.from }),
    ];
    element("p", "muted", parts.filter(Boolean).join(" · "), box);
    return box;
  }

  function section(title, nodes, tone) {
    const box = element("section", "");
    if (tone) box.style.borderColor = tone;
    element("h3", "", title, box);
    box.append(...nodes);
    return box;
  }

  function profile(park, rows) {
    const back = element("button", "", say("map.close"));
    back.dataset.key = "back";
    back.addEventListener("click", () => change(() => { shown.park = null; shown.focus = null; }));
    const nodes = [back, element("h2", "", named(park.name))];
    const others = element("p", "scripts");
    data.languages.forEach((lang, index) => {
      if (lang === shown.lang) return;
      if (others.childNodes.length) others.append(" · ");
      element("span", "", park.name[index], others).lang = lang;
    });
    nodes.push(others, element("p", "muted", `${named(data.note)} · ${say("as_of", { date: named(data.asOf) })}`));
    if (park.silent) nodes.push(element("p", "muted", say("park.silent")));
    const own = data.links.filter((row) => row.park === park.id);
    const outside = own.filter((row) => !rows.includes(row)).length;
    if (outside) nodes.push(element("p", "muted", count("park.outside", outside)));
    for (const id of park.sectors) {
      const here = own.filter((row) => row.sector === id);
      const lines = here.flatMap((row) => {
        const line = element("p", rows.includes(row) ? "role" : "role outside", named(data.roles[row.role]));
        element("span", `badge ${row.basis}`, say(`basis.${row.basis}`), line);
        element("span", "badge status", say(`status.${row.status}`), line);
        return [line, ...row.claims.map((one) => claim(one, row.basis))];
      });
      if (here.length) nodes.push(section(named(sectorOf[id].name), lines, color(id)));
    }
    const brands = data.brands.filter((row) => row.park === park.id);
    if (brands.length) {
      nodes.push(section(say("park.brands"), brands.flatMap((row) => [element("p", "role", named(row.name)), claim(row.claim)])));
    }
    nodes.push(section(say("park.specialty"), park.specialty
      ? [element("p", "role", say("park.specialty_yes")), claim(park.specialty)]
      : [element("p", "muted", say("park.specialty_unknown"))]));
    if (park.external.length) {
      const figures = element("ul", "");
      for (const row of data.figures.filter((one) => one.park === park.id)) element("li", "", named(row.text), figures);
      nodes.push(section(say("park.background"), [
        element("p", "muted", say("park.background_note")), figures, ...park.external.map((one) => claim(one, "external")),
      ]));
    }
    return nodes;
  }

  function start() {
    const list = element("div", "parks");
    for (const park of data.parks.filter((row) => row.named)) {
      const button = element("button", "", named(park.name), list);
      button.dataset.key = park.id;
      button.addEventListener("click", () => change(() => { shown.park = park.id; }));
    }
    return [
      element("h2", "", say("map.start_title")), element("p", "", say("map.start_text")),
      element("p", "muted", say("map.start_parks")), list,
    ];
  }

  function drawSide(rows) {
    const box = at("side");
    box.dataset.park = shown.park || "";
    keepFocus(box, () => {
      const nodes = shown.park ? profile(parkOf[shown.park], rows) : start();
      if (rows.length) return nodes;
      const warning = element("p", "warning", `${say("empty.title")} ${say("empty.why")}`);
      return [warning, ...nodes];
    });
  }

  function drawAbout() {
    const box = element("details", "");
    element("summary", "", say("offline.title"), box);
    element("p", "muted", say("offline.made"), box);
    const list = element("dl", "", undefined, box);
    for (const [label, text] of data.about[data.languages.indexOf(shown.lang)]) {
      element("dt", "", label, list);
      element("dd", "", text, list);
    }
    const sources = element("details", "");
    element("summary", "", say("page.sources"), sources);
    const lines = element("ul", "", undefined, sources);
    for (const source of Object.values(data.sources)) {
      const parts = [named(source.title), source.publisher && named(source.publisher), named(source.published)];
      element("li", "", parts.filter(Boolean).join(" · "), lines);
    }
    const nodes = [box, sources];
    if (data.link) {
      const line = element("p", "");
      const live = element("a", "", say("offline.live"), line);
      live.href = data.link;
      live.rel = "noreferrer noopener";
      nodes.unshift(line);
    }
    const open = [...at("about").querySelectorAll("details")].map((node) => node.open);
    at("about").replaceChildren(...nodes);
    [box, sources].forEach((node, index) => { node.open = Boolean(open[index]); });
  }

  function draw() {
    const rows = answer(shown);
    document.documentElement.lang = shown.lang;
    drawTop();
    window.atlas.show({}, view(rows));
    drawFilters(rows);
    drawSide(rows);
    drawAbout();
  }

  function change(how) {
    const before = shown.park;
    how();
    draw();
    if (!shown.park || shown.park === before) return;
    at("side").scrollTop = 0;
    at("side").scrollIntoView({ block: "nearest" });
  }

  window.atlas.report = (deed) => {
    if (deed.deed === "select" && parkOf[deed.park]) change(() => { shown.park = deed.park; });
    if (deed.deed === "clear") change(() => { shown.park = null; shown.focus = null; });
    if (deed.deed === "group" && groupOf[deed.group]) change(() => toggle("groups", deed.group));
    if (deed.deed === "picture" && data.notes[deed.to]) change(() => { shown.picture = deed.to; });
    if (deed.deed === "zoom") change(() => { shown.focus = deed.to === "park" ? shown.park : null; });
  };

  /* On a narrow screen the filters are folded, above the map; on a wide one they stand beside it. */
  const wide = window.matchMedia("(min-width: 1101px)");
  const unfold = () => { at("fold").open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();

  const map = L.map("map_div", { zoomSnap: 0.05, zoomDelta: 1, trackResize: false, minZoom: 6, maxZoom: 15 });
  map.fitBounds(data.bounds);
  for (const features of data.layers) {
    L.geoJSON({ type: "FeatureCollection", features }, { smoothFactor: 0 }).addTo(map);
  }
  L.geoJSON({ type: "FeatureCollection", features: data.symbols }, {
    pointToLayer: (_, place) => L.circleMarker(place, { radius: 4.5 }),
  }).addTo(map);
  window.atlas.start(map, { id: data.id, bounds: data.bounds });
  draw();
})();
