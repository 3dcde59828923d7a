/* The live half of the map. folium lays down the layers once; each view is then shown as plain data
   (`show`), and deeds leave as plain data (`report`). Text reaches the page only through textContent,
   so nothing in it can be markup. The app and the offline page both run this (canvas.js, page.js). */
"use strict";

window.atlasMade = () => {
  const SVG = "http://www.w3.org/2000/svg";
  const REST = 3000; // milliseconds
  const PATIENCE = 3000; // for the view after a choice
  const OFF_STAGE = { at: "" };
  let map, look, options, view, selectedId, focus, halo, controls, tiles, arcs, labels, heading;
  const parks = new Map(); // park id → {area, bands, symbol, label}
  let touched = false;
  let shownArcs = false;
  let flying = false;
  let fitted = ""; // the size it is drawn for
  let watcher;

  const { element, bandsOf, litOf, heard } = window.atlasControls;

  /* ---- reporting to the app: one message a deed, at once ---- */
  const post = (deed) => atlas.report({ ...deed, n: Date.now() });

  /* ---- on stage a pointer at rest is in the way: it and what it points out go until it moves ---- */
  let resting, pointer;
  const rest = () => { look.dataset.resting = ""; };
  function wake(event) {
    const at = `${event.screenX} ${event.screenY}`;
    if (at === pointer) return; // the map moved, not the pointer
    pointer = at;
    clearTimeout(resting);
    delete look.dataset.resting;
    if (view && view.stage.at) resting = setTimeout(rest, REST);
  }

  /* ---- the reader's own view of the map outlives leaving the page ---- */
  const memory = {
    key: () => `atlas.view.${options.id}`,
    load() {
      try { return JSON.parse(sessionStorage.getItem(this.key())); } catch { return null; }
    },
    save() {
      if (!view || map.getSize().x < 50) return;
      const { lat, lng } = map.getCenter();
      const kept = { lat, lng, zoom: map.getZoom(), focus, touched };
      try { sessionStorage.setItem(this.key(), JSON.stringify(kept)); } catch { /* not kept */ }
    },
  };

  const boundsOf = (id) => parks.get(id).area.getBounds();
  const FLIGHT = 0.9; // seconds from one step of a story to the next
  const padding = () => ({ paddingTopLeft: [14, view && view.stage.at ? 26 : 50], paddingBottomRight: [14, 14], maxZoom: 11.5 });
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const frame = (bounds, animate) => map.fitBounds(bounds, { ...padding(), animate });
  function fly(bounds) {
    flying = true;
    map.flyToBounds(bounds, { ...padding(), duration: FLIGHT });
  }
  const sized = () => {
    const { clientWidth, clientHeight } = map.getContainer();
    return clientWidth && clientHeight ? `${clientWidth} ${clientHeight}` : "";
  };
  const everything = () => L.latLngBounds(options.bounds);
  const target = () => (focus ? boundsOf(focus) : connected() || few() || everything());

  /* Connections lie close together: the map is fitted to the parks they join. */
  function connected() {
    const ids = view ? view.arcs.flatMap((arc) => [arc.from, arc.to]) : [];
    const joined = L.latLngBounds(ids.map((id) => parks.get(id).symbol.getLatLng()));
    return joined.isValid() ? joined.pad(0.25) : null;
  }

  /* On stage a step about few parks is about where they are: they fill the map, with what is around. */
  function few() {
    if (!view || !view.stage.at) return null;
    const lit = Object.keys(view.parks).filter((id) => view.parks[id].state === "on" || id === view.selected);
    if (!lit.length || lit.length * 3 > parks.size) return null;
    return lit.reduce((bounds, id) => bounds.extend(boundsOf(id)), L.latLngBounds([])).pad(0.12);
  }

  /* ---- start: index what folium drew, wire it up ---- */
  function start(leaflet, given) {
    map = leaflet;
    look = window.atlasControls.look(map);
    options = given;
    map.getContainer().setAttribute("role", "application");
    map.attributionControl.setPrefix(false);
    map.eachLayer((layer) => {
      const p = layer.feature && layer.feature.properties;
      if (!p || layer.eachLayer) return;
      if (p.part === "ground") return layer.getElement().setAttribute("class", "ground"); // and it takes no clicks
      const park = parks.get(p.park) || { bands: [] };
      parks.set(p.park, park);
      if (p.part === "band") park.bands.push(layer);
      else park[p.part] = layer;
    });
    for (const [id, park] of parks) wire(id, park);
    halo = L.polygon([], { className: "halo", interactive: false, fill: false }).addTo(map);
    arcs = window.atlasArcs.build(map, parks, { post });
    labels = window.atlasLabels.build(map, parks, everything(), arcs);
    for (const park of parks.values()) park.symbol.bringToFront();
    map.on("click", () => {
      if (!selectedId && !view.linked) return;
      post({ deed: "clear" });
      if (!view.stage.at) want(null); // on stage empty ground means nothing
    });
    map.on("zoomend moveend", memory.save, memory);
    map.on("zoomend", arrange);
    map.on("moveend", () => { flying = false; });
    const byHand = () => { touched = true; };
    map.on("dragstart", byHand);
    map.zoomControl.getContainer().addEventListener("click", byHand, true);
    for (const name of ["wheel", "dblclick", "touchmove", "keydown"]) {
      map.getContainer().addEventListener(name, byHand, { passive: true });
    }
    watcher = new ResizeObserver(() => {
      const size = sized();
      if (size === fitted) return;
      fitted = size;
      if (!size) { // on another page nobody sees it: it is fitted when it is back
        map.stop();
        flying = false;
        return;
      }
      const midway = flying; // a step may change the legend's height under a flight
      map.invalidateSize({ animate: false });
      if (view && !touched) midway ? fly(target()) : frame(target(), false);
      arrange();
    });
    watcher.observe(map.getContainer());
    look.addEventListener("pointermove", wake, { passive: true });
    if (document.fonts) document.fonts.addEventListener("loadingdone", arrange);
    heading = element("h1", "unseen");
    map.getContainer().before(heading);
    tiles = window.atlasTiles.build(map, { post });
    controls = window.atlasControls.build(map, { post, zoom, tiles });
    window.atlasMap = map;
  }

  /* ---- a view travels as what it changes of the ground that all views share ---- */
  const show = (ground, next) => apply(over(ground, next));

  const named = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  function over(ground, next) {
    const whole = { ...ground };
    for (const [name, value] of Object.entries(next)) {
      whole[name] = named(value) && named(ground[name]) ? over(ground[name], value) : value;
    }
    return whole;
  }

  function wire(id, park) {
    const choose = (event) => {
      if (event) L.DomEvent.stop(event);
      post({ deed: "select", park: id });
      want(id);
    };
    park.area.on("click", choose);
    park.symbol.on("click", choose);
    park.area.bindTooltip(() => tip(id), { sticky: true, className: "tip", direction: "auto", opacity: 1 });
    park.symbol.bindTooltip(() => tip(id), { className: "tip", direction: "auto", opacity: 1 });
    for (const layer of [park.area, park.symbol]) { // beside a chosen park stands all of it
      layer.on("tooltipopen", () => id === selectedId && layer.closeTooltip());
    }
    const path = park.area.getElement();
    path.dataset.park = id;
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    });
    path.addEventListener("focus", () => park.area.openTooltip(park.symbol.getLatLng()));
    path.addEventListener("blur", () => park.area.closeTooltip());
    for (const layer of [park.symbol, ...park.bands]) {
      const node = layer.getElement();
      node.setAttribute("aria-hidden", "true");
    }
    const symbol = park.symbol.getElement();
    symbol.dataset.symbol = id;
    symbol.setAttribute("tabindex", "-1"); // its tooltip listens for focus, which makes it a stop else
    park.labelNode = element("div", "label");
    park.labelNode.dataset.label = id;
    park.label = L.marker(park.symbol.getLatLng(), {
      icon: L.divIcon({ html: park.labelNode, className: "label-anchor", iconSize: [0, 0] }),
      interactive: false, keyboard: false,
    }).addTo(map);
  }

  /* ---- a view: everything that can change, nothing that cannot ---- */
  function apply(next) {
    const first = !view;
    const before = view ? view.stage.at : "";
    if (next.stage && next.stage.at !== before) rest();
    view = { stage: OFF_STAGE, ...next };
    if (look.lang !== view.lang) look.lang = view.lang; // written anew, everything would be looked at anew
    look.dataset.theme = view.theme;
    look.dataset.stage = view.stage.at ? "on" : "off";
    for (const [id, park] of parks) paint(id, park, view.parks[id]);
    if (wanted && (wanted.id === view.selected || wanted.from !== view.selected)) wanted = null;
    select(wanted ? wanted.id : view.selected);
    map.getContainer().dataset.selected = view.selected || "";
    if (arcs.write(view)) for (const park of parks.values()) park.symbol.bringToFront();
    tiles.write(view);
    controls.write(view);
    heading.textContent = view.words.map;
    heading.setAttribute("aria-level", view.stage.at ? 2 : 1); // a step has a heading of its own
    map.getContainer().setAttribute("aria-label", view.words.map);
    moveTo(view.focus, first, view.stage.at && view.stage.at !== before);
    arrange();
  }

  /* What a filter is about to light, before its view is here: park id → sector id → inferred alone. */
  function preview(lit) {
    if (!view) return;
    for (const [id, park] of parks) {
      const data = view.parks[id];
      const own = Object.entries(lit[id] ?? {}).map(([sector, inferred]) => ({ sector, inferred }));
      const state = own.length ? "on" : data.state === "silent" ? "silent" : "off";
      paint(id, park, { ...data, state, lit: own });
    }
  }

  function moveTo(next, first, onStage) {
    const before = `${focus} ${shownArcs}`;
    focus = next;
    shownArcs = view.arcs.length > 0;
    if (first) {
      const kept = memory.load();
      if (sized()) map.invalidateSize({ animate: false, pan: false }); // the legend has taken its room
      fitted = sized();
      if (!onStage && kept && (kept.focus || null) === next && kept.touched) {
        touched = true;
        return map.setView([kept.lat, kept.lng], kept.zoom, { animate: false });
      }
      return frame(target(), false);
    }
    if (before !== `${focus} ${shownArcs}` || onStage) {
      touched = false;
      if (onStage && !still()) fly(target());
      else frame(target(), !still());
    }
  }

  function paint(id, park, data) {
    const looks = JSON.stringify([data, id === view.selected, view.theme]);
    if (looks === park.looks) return;
    park.looks = looks;
    const path = park.area.getElement();
    path.dataset.state = data.state;
    path.setAttribute("class", `leaflet-interactive area ${data.state}`);
    path.setAttribute("aria-label", heard(data, view));
    path.setAttribute("aria-pressed", String(id === view.selected));
    const bands = bandsOf(data);
    fill(path, bands.length === 1 ? bands[0] : null);
    paintBands(park, bands);
    park.symbol.getElement().setAttribute("class", `leaflet-interactive symbol ${data.state}`);
    park.labelNode.textContent = data.name;
    park.labelNode.className = `label ${data.state}${id === view.selected ? " selected" : ""}`;
  }

  /* A filter leaves a whole district lit: a band it hides joins the nearest one left, as one shape,
     so that no seam is seen between them. */
  function paintBands(park, bands) {
    const lit = bands.map((band, index) => index).filter((index) => bands[index].lit);
    const host = (at) => (lit.length ? lit : [0]).reduce((best, index) =>
      Math.abs(index - at) < Math.abs(best - at) ? index : best);
    const parts = new Map();
    for (const layer of park.bands) {
      layer.drawn ??= { own: layer.getLatLngs(), key: null };
      layer.drawn.at = bands.findIndex((band) => band.sector === layer.feature.properties.sector);
      const to = host(layer.drawn.at);
      parts.set(to, [...(parts.get(to) || []), layer]);
    }
    for (const layer of park.bands) {
      const { drawn } = layer;
      const joined = parts.get(drawn.at) || [];
      const key = joined.map((one) => one.drawn.at).join();
      if (key !== drawn.key) {
        layer.setLatLngs(joined.flatMap((one) => polygons(one.drawn.own)));
        drawn.key = key;
      }
      layer.getElement().setAttribute("class", joined.length > 1 ? "band joined" : "band");
      fill(layer.getElement(), bands[drawn.at]);
    }
  }

  /* Leaflet keeps one polygon as rings, and several as lists of rings. */
  const polygons = (own) => (Array.isArray(own[0][0]) ? own : [own]);

  function fill(node, band) {
    node.classList.toggle("filled", Boolean(band));
    if (!band) return node.style.removeProperty("fill");
    node.classList.toggle("lit", band.lit);
    node.style.fill = !band.lit ? "" : band.inferred ? hatch(band.color) : band.color;
  }

  function hatch(color) {
    const id = `hatch-${color.slice(1)}`;
    if (!document.getElementById(id)) {
      const svg = map.getPane("overlayPane").querySelector("svg");
      const pattern = document.createElementNS(SVG, "pattern");
      const attributes = { id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
      for (const [name, value] of Object.entries(attributes)) pattern.setAttribute(name, value);
      for (const [width, opacity] of [[7, 0.28], [3, 1]]) {
        const bar = document.createElementNS(SVG, "rect");
        bar.setAttribute("width", width);
        bar.setAttribute("height", 7);
        bar.setAttribute("fill", color);
        bar.setAttribute("fill-opacity", opacity);
        pattern.append(bar);
      }
      svg.prepend(pattern);
    }
    return `url(#${id})`;
  }

  function select(id) {
    selectedId = id;
    if (id) for (const layer of [parks.get(id).area, parks.get(id).symbol]) layer.closeTooltip();
    halo.setLatLngs(id ? parks.get(id).area.getLatLngs() : []);
  }

  /* What the reader chooses stands out at once, until a view says so, or says something else, or none comes. */
  let wanted = null;
  function want(id) {
    const mine = { id, from: view?.selected ?? null };
    wanted = mine.id === mine.from ? null : mine;
    if (!wanted) return select(id);
    requestAnimationFrame(() => wanted === mine && select(id)); // the app is told first
    setTimeout(() => tire(mine), PATIENCE);
  }
  function tire(mine) {
    if (wanted !== mine) return;
    if (window.atlas.waits) return setTimeout(() => tire(mine), PATIENCE); // the app is not there yet
    wanted = null;
    select(view?.selected);
    arrange();
  }

  function tip(id) {
    const data = view.parks[id];
    const box = element("div", "tip-body");
    element("div", "tip-title", data.title, box);
    for (const band of litOf(data)) {
      const row = element("div", "tip-line", undefined, box);
      element("span", "dot", "", row).style.background = band.color;
      element("span", "tip-sector", band.name, row);
      element("span", "tip-roles", band.roles, row);
    }
    if (data.state !== "on") element("div", "tip-note", view.words[data.state], box);
    return box;
  }

  /* ---- labels, once a frame: see labels.js ---- */
  let arranging = 0;
  function arrange() {
    arranging ||= requestAnimationFrame(() => {
      arranging = 0;
      if (view && sized()) labels.place(view, selectedId);
    });
  }

  /* ---- zoom to all, zoom to the park: at once here, and into the address ---- */
  function zoom(to) {
    if (to === "park" && !selectedId) return;
    focus = to === "park" ? selectedId : null;
    touched = !focus && view.arcs.length > 0;
    frame(focus ? boundsOf(focus) : everything(), !still());
    if ((view.focus || null) !== focus) post({ deed: "zoom", to });
  }

  /* Another drawing takes its place. */
  function end() {
    watcher?.disconnect();
    view = undefined;
    map?.remove();
  }

  const atlas = { start, show, preview, end, report: () => {} };
  return atlas;
};

window.atlas = window.atlasMade();
