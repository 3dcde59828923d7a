/* What lies on and under the map: zoom buttons, legend, attribution, basemap. Text only through
   textContent; a basemap's attribution is the one markup, and comes from a fixed list. */
"use strict";

window.atlasControls = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const ALL = "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4";
  const PARK = "M8 1v4M8 11v4M1 8h4M11 8h4M6 8a2 2 0 1 0 4 0a2 2 0 1 0-4 0";

  const element = (tag, className, text, parent) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    if (parent) parent.append(node);
    return node;
  };

  /* A view says of a park which bands it has and, apart, which are lit: here together. */
  function bandsOf({ bands, lit }) {
    const known = new Map(lit.map((row) => [row.sector, row]));
    return bands.map((band) => ({ ...band, lit: known.has(band.sector), ...known.get(band.sector) }));
  }

  const litOf = (park) => bandsOf(park).filter((band) => band.lit);

  /* What is heard of a park: its name, and what it does in the view or why nothing is said. */
  function heard(park, { words }) {
    const does = litOf(park)
      .map(({ name, roles }) => roles ? `${name}: ${roles}` : name); // a preview knows no roles
    return `${park.title}. ${does.join("; ") || words[park.state]}`;
  }

  function iconButton(className, path, parent) {
    const button = element("button", className, undefined, parent);
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", path);
    svg.append(line);
    button.append(svg);
    return button;
  }

  /* What carries the theme, the words' language and what is switched on: see map.css. */
  const look = (map) => map.getContainer().closest(".atlas-look");

  function named(node, text) {
    node.title = text;
    node.setAttribute("aria-label", text);
  }

  /* Map or tiles, with or without connections: shown at once, then written into the address. */
  function pictureChoice(map, { post, tiles }) {
    const bar = element("div", "choice");
    map.getContainer().after(bar);
    const pair = element("div", "choice-pictures", undefined, bar);
    pair.setAttribute("role", "group");
    const pictures = ["map", "tiles"].map((to) => {
      const button = element("button", "choice-picture", "", pair);
      button.dataset.picture = to;
      button.addEventListener("click", () => {
        if (to === "tiles") tiles.show();
        look(map).dataset.picture = to;
        press(to);
        post({ deed: "picture", to });
      });
      return button;
    });
    const arcs = element("button", "choice-arcs", "", bar);
    arcs.addEventListener("click", () => {
      const to = arcs.getAttribute("aria-pressed") === "true" ? "off" : "on";
      post({ deed: "arcs", to });
    });
    const press = (picture) => pictures.forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.picture === picture)));
    return (view) => {
      pair.setAttribute("aria-label", view.words.picture);
      look(map).dataset.picture = view.picture;
      for (const button of pictures) button.textContent = view.words.pictures[button.dataset.picture];
      press(view.picture);
      arcs.textContent = view.words.arcs;
      arcs.title = view.words.arcsHelp;
      arcs.setAttribute("aria-pressed", String(view.drawn));
    };
  }

  function build(map, { post, zoom, tiles }) {
    let basis = null;

    const place = (position, node) => {
      const control = L.control({ position });
      control.onAdd = () => {
        L.DomEvent.disableClickPropagation(node);
        L.DomEvent.disableScrollPropagation(node);
        return node;
      };
      control.addTo(map);
    };
    const bar = element("div", "leaflet-bar zoom-bar");
    const zoomToAll = iconButton("zoom-all", ALL, bar);
    const zoomToPark = iconButton("zoom-park", PARK, bar);
    zoomToAll.addEventListener("click", () => zoom("all"));
    zoomToPark.addEventListener("click", () => zoom("park"));
    place("topleft", bar);
    const note = element("div", "map-note");
    note.setAttribute("role", "status");
    note.hidden = true;
    place("topright", note);
    const legend = element("div", "legend");
    legend.setAttribute("role", "group");
    map.getContainer().after(legend);
    const choice = pictureChoice(map, { post, tiles });

    /* A basemap that fails says so and never hides the map. */
    function setTiles(basemap) {
      if ((basis ? basis._url : null) === (basemap ? basemap.url : null)) return;
      if (basis) basis.remove();
      basis = null;
      note.hidden = true;
      look(map).dataset.basemap = basemap ? "on" : "off";
      if (!basemap) return;
      basis = L.tileLayer(basemap.url, {
        attribution: basemap.attribution,
        maxZoom: 18,
        maxNativeZoom: basemap.maxZoom,
        referrerPolicy: "strict-origin-when-cross-origin",
      });
      basis.on("tileerror", () => { note.hidden = false; });
      basis.on("tileload", () => { note.hidden = true; });
      basis.addTo(map);
    }

    /* On stage only what the picture has in it; elsewhere the legend filters, and is whole. */
    function inUse(view) {
      const parks = Object.values(view.parks);
      const bands = parks.flatMap(litOf);
      const marks = Object.keys(view.marks).filter((mark) =>
        mark.startsWith("arc-") || parks.some((park) => park.state === mark) ||
        (mark === "inferred" && bands.some((band) => band.inferred)));
      return { colors: bands.map((band) => band.color), marks };
    }

    let written;
    function writeLegend(view) {
      const says = JSON.stringify([view.words.legend, view.words.note, view.attribution, view.legend, view.marks, view.stage.at && inUse(view)]);
      if (says === written) return;
      written = says;
      const kept = document.activeElement && document.activeElement.dataset.group;
      const scrolled = legend.firstChild ? legend.firstChild.scrollLeft : 0;
      legend.replaceChildren();
      legend.setAttribute("aria-label", view.words.legend);
      const items = element("div", "legend-items", undefined, legend);
      const used = view.stage.at ? inUse(view) : null;
      for (const group of view.legend) {
        if (used && !used.colors.includes(group.color)) continue;
        const button = element("button", "legend-item legend-group", undefined, items);
        button.dataset.group = group.id;
        button.title = group.hint;
        button.setAttribute("aria-pressed", String(group.on));
        element("span", "swatch", "", button).style.background = group.color;
        element("span", "legend-name", group.name, button);
        element("span", "legend-count", group.count, button);
        button.addEventListener("click", () => post({ deed: "group", group: group.id }));
        if (group.id === kept) button.focus();
      }
      for (const [name, text] of Object.entries(view.marks)) {
        if (used && !used.marks.includes(name)) continue;
        const item = element("span", `legend-item legend-mark${name.startsWith("arc-") ? " of-arcs" : ""}`, undefined, items);
        element("span", `swatch ${name}`, "", item);
        element("span", "", text, item);
      }
      element("div", "legend-note", view.words.note, legend);
      element("div", "legend-note attribution", view.attribution, legend);
      if (scrolled) items.scrollLeft = scrolled; // even a zero has the page laid out at once
    }

    function write(view) {
      named(zoomToAll, view.words.zoomAll);
      named(zoomToPark, view.words.zoomPark);
      zoomToPark.disabled = !view.selected;
      note.textContent = view.words.tilesFailed;
      named(map.getContainer().querySelector(".leaflet-control-zoom-in"), view.words.zoomIn);
      named(map.getContainer().querySelector(".leaflet-control-zoom-out"), view.words.zoomOut);
      setTiles(view.basemap);
      choice(view);
      writeLegend(view);
    }

    return { write };
  }

  return { build, element, look, bandsOf, litOf, heard };
})();
