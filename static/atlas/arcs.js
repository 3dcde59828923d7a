/* Connections between parks as arcs: bent lines with an arrowhead, dashed where inferred. Each can
   be reached with Tab and chosen with Enter; text only through textContent. */
"use strict";

window.atlasArcs = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const STEPS = 28;
  const GAP = 8; // pixels between an arc and the symbols it joins
  const FAN = 13; // pixels between the ends of arcs that arrive at one symbol
  const { element, look } = window.atlasControls;

  function build(map, parks, { post }) {
    const layers = L.layerGroup().addTo(map);
    let drawn = []; // [{arc, turn, lines}]
    let arcsNow = []; // those of the view, in its order
    let written = "";

    /* A quadratic curve between two symbols, in pixels of this zoom, cut short at both ends. */
    function curve(arc, turn) {
      const zoom = map.getZoom();
      const [from, there] = [arc.from, arc.to].map((id) => map.project(parks.get(id).symbol.getLatLng(), zoom));
      const straight = there.subtract(from);
      const length = Math.max(1, Math.hypot(straight.x, straight.y));
      const to = there.add(L.point(straight.y, -straight.x).multiplyBy(aside(arc) / length));
      const along = to.subtract(from);
      const bend = 0.2 + 0.13 * turn;
      const middle = from.add(along.divideBy(2)).add(L.point(along.y, -along.x).multiplyBy(bend));
      const at = (t) => L.point(...["x", "y"].map((axis) =>
        (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * middle[axis] + t ** 2 * to[axis]));
      const cut = Math.min(0.3, GAP / length);
      return Array.from({ length: STEPS + 1 }, (_, step) =>
        map.unproject(at(cut + (1 - 2 * cut) * (step / STEPS)), zoom));
    }

    /* Arrows that end in one park fan out there, in the order of where they come from. */
    function aside(arc) {
      const side = ({ from, to }) => {
        const [one, other] = [from, to].map((id) => map.project(parks.get(id).symbol.getLatLng(), 12));
        return Math.atan2(one.x - other.x, other.y - one.y);
      };
      const arriving = arcsNow.filter((other) => other.to === arc.to);
      const order = arriving.sort((one, other) => side(other) - side(one) || arcsNow.indexOf(other) - arcsNow.indexOf(one));
      return FAN * (order.indexOf(arc) - (order.length - 1) / 2);
    }

    function arrow(color) {
      const id = `arrow-${color.slice(1)}`;
      if (document.getElementById(id)) return id;
      const marker = document.createElementNS(SVG, "marker");
      const attributes = {
        id, viewBox: "0 0 12 12", refX: 10, refY: 6, markerWidth: 18, markerHeight: 18,
        markerUnits: "userSpaceOnUse", orient: "auto",
      };
      for (const [name, value] of Object.entries(attributes)) marker.setAttribute(name, value);
      const head = document.createElementNS(SVG, "path");
      head.setAttribute("class", "arrow");
      head.setAttribute("d", "M1 1L11 6L1 11Z");
      head.setAttribute("fill", color);
      marker.append(head);
      map.getPane("overlayPane").querySelector("svg").prepend(marker);
      return id;
    }

    function tip(arc) {
      const box = element("div", "tip-body");
      element("div", "tip-title", arc.title, box);
      element("div", "tip-sector", arc.line, box);
      element("div", "tip-note", arc.note, box);
      return box;
    }

    function draw(arc, turn) {
      const points = curve(arc, turn);
      const line = (className, interactive) =>
        L.polyline(points, { className, interactive, fill: false, smoothFactor: 0 }).addTo(layers);
      const chosen = arc.chosen ? " chosen" : "";
      const casing = line(`arc-casing${chosen}`, false);
      const seen = line(`arc ${arc.basis}${chosen}`, false);
      const hit = line("arc-hit", true);
      const path = seen.getElement();
      path.style.stroke = arc.color;
      path.setAttribute("marker-end", `url(#${arrow(arc.color)})`);
      for (const layer of [casing, seen]) layer.getElement().setAttribute("aria-hidden", "true");
      const node = hit.getElement();
      const choose = (event) => {
        if (event) L.DomEvent.stop(event);
        post({ deed: "link", from: arc.ends[0], to: arc.ends[1] });
      };
      node.dataset.arc = arc.ends.join(".");
      node.setAttribute("tabindex", "0");
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", arc.aria);
      node.setAttribute("aria-pressed", String(arc.chosen));
      hit.on("click", choose);
      hit.bindTooltip(() => tip(arc), { sticky: true, className: "tip", direction: "auto", opacity: 1 });
      node.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose();
      });
      node.addEventListener("focus", () => {
        casing.getElement().classList.add("focused");
        hit.openTooltip(points[STEPS / 2]);
      });
      node.addEventListener("blur", () => {
        casing.getElement().classList.remove("focused");
        hit.closeTooltip();
      });
      return { arc, turn, lines: [casing, seen, hit] };
    }

    function write(view) {
      const now = JSON.stringify(view.arcs);
      if (now === written) return false;
      written = now;
      const kept = document.activeElement && document.activeElement.dataset.arc;
      layers.clearLayers();
      arcsNow = view.arcs;
      look(map).dataset.arcs = !arcsNow.length ? "none" : arcsNow.some(({ chosen }) => chosen) ? "one" : "all";
      const turns = new Map();
      drawn = view.arcs.map((arc) => {
        const pair = `${arc.from} ${arc.to}`;
        turns.set(pair, (turns.get(pair) || 0) + 1);
        return draw(arc, turns.get(pair) - 1);
      });
      const again = drawn.find(({ arc }) => arc.ends.join(".") === kept);
      if (again) again.lines[2].getElement().focus();
      return true;
    }

    map.on("zoomend", () => {
      for (const { arc, turn, lines } of drawn) {
        const points = curve(arc, turn);
        for (const line of lines) line.setLatLngs(points);
      }
    });

    /* Where arrowheads and lines are, in pixels of the map: boxes that labels should leave free. */
    const around = (place, reach) => {
      const { x, y } = map.latLngToContainerPoint(place);
      return [x - reach, y - reach, x + reach, y + reach];
    };
    const heads = () => drawn.map(({ lines }) => around(lines[1].getLatLngs().at(-2), 8));
    const paths = () => drawn.flatMap(({ lines }) => lines[1].getLatLngs().map((place) => around(place, 4)));

    return { write, heads, paths };
  }

  return { build };
})();
