/* Where the names on the map stand: once a frame, the important ones first, none over another name, and each
   on the ground it names, or else on nobody's. On stage, where names are large, one that finds no room beside
   its symbol goes further away with a line to it; a name of little weight is left out sooner than it names
   the wrong ground. */
"use strict";

window.atlasLabels = (() => {
  const RANKS = { on: 0, off: 1, silent: 2 };
  const CELLS = 256; // of the survey, on its long side
  const ZOOM = 10; // the survey is made at; any would do
  const ACROSS = [0.08, 0.25, 0.42, 0.58, 0.75, 0.92], DOWN = [0.15, 0.5, 0.85]; // a name is looked at there
  const ALIEN = [1, 0.8, 0.65]; // what it costs to stand on another's ground, by its rank
  const NOBODYS = 0.25, SYMBOL = 1.5, LINE = 0.5, AWAY = 0.14;
  const SIDES = Array.from({ length: 16 }, (_, turn) => (turn * Math.PI) / 8);

  const apart = (one, other) =>
    one[2] < other[0] || other[2] < one[0] || one[3] < other[1] || other[3] < one[1];

  /* Boxes to be kept free, found by where they are: there may be thousands. */
  function shelf() {
    const SIZE = 96, cells = new Map();
    const each = ([left, top, right, bottom], visit) => {
      for (let x = Math.floor(left / SIZE); x <= right / SIZE; x += 1) {
        for (let y = Math.floor(top / SIZE); y <= bottom / SIZE; y += 1) visit(x * 65536 + y);
      }
    };
    return {
      add: (box, of = null) => each(box, (at) => {
        if (!cells.has(at)) cells.set(at, []);
        cells.get(at).push({ box, of });
      }),
      meets(box, but) {
        let met = false;
        each(box, (at) => { met ||= (cells.get(at) || []).some((one) => one.of !== but && !apart(box, one.box)); });
        return met;
      },
    };
  }

  /* Whose ground each cell of the dataset's extent is: −1 for nobody's, else a park's place in the list. */
  function survey(map, bounds, areas) {
    const nw = map.project(bounds.getNorthWest(), ZOOM), se = map.project(bounds.getSouthEast(), ZOOM);
    const size = Math.max(se.x - nw.x, se.y - nw.y) / CELLS || 1;
    const columns = Math.ceil((se.x - nw.x) / size) || 1, rows = Math.ceil((se.y - nw.y) / size) || 1;
    const owners = new Int16Array(columns * rows).fill(-1);
    const rings = (points) => (points.length && Array.isArray(points[0]) ? points.flatMap(rings) : [points]);
    const order = areas.map((area, index) => index)
      .sort((one, other) => Boolean(areas[one].over) - Boolean(areas[other].over));
    for (const index of order) {
      const cuts = new Map(); // row → where the outline crosses its middle
      for (const ring of rings(areas[index].points)) {
        const points = ring.map((point) => map.project(point, ZOOM).subtract(nw).divideBy(size));
        points.forEach((from, at) => {
          const to = points[(at + 1) % points.length];
          const [high, low] = from.y < to.y ? [from, to] : [to, from];
          for (let row = Math.max(0, Math.ceil(high.y - 0.5)); row + 0.5 < low.y && row < rows; row += 1) {
            const x = high.x + ((row + 0.5 - high.y) / (low.y - high.y)) * (low.x - high.x);
            if (!cuts.has(row)) cuts.set(row, []);
            cuts.get(row).push(x);
          }
        });
      }
      for (const [row, found] of cuts) {
        found.sort((one, other) => one - other);
        for (let at = 0; at + 1 < found.length; at += 2) {
          const begin = Math.max(0, Math.ceil(found[at] - 0.5));
          const end = Math.min(columns, Math.ceil(found[at + 1] - 0.5));
          if (begin < end) owners.fill(index, row * columns + begin, row * columns + end);
        }
      }
    }
    return () => {
      const corner = map.latLngToContainerPoint(bounds.getNorthWest());
      const pixels = size * map.getZoomScale(map.getZoom(), ZOOM);
      return (x, y) => {
        const column = Math.floor((x - corner.x) / pixels), row = Math.floor((y - corner.y) / pixels);
        return column < 0 || row < 0 || column >= columns || row >= rows ? -1 : owners[row * columns + column];
      };
    };
  }

  const BESIDE = 12;

  /* Places for a name around its symbol, the best liked first: beside it, and on stage further away. */
  function spots(w, h, far) {
    const beside = [
      [-w / 2, -h - 8], [-w / 2, 8], [10, -h / 2], [-w - 10, -h / 2],
      [6, -h - 6], [-w - 6, -h - 6], [6, 6], [-w - 6, 6],
      [-w / 4, -h - 8], [-w * 0.75, -h - 8], [-w / 4, 8], [-w * 0.75, 8],
    ];
    if (!far) return beside;
    const reach = [0.6, 1.2, 2, 3, 4.2].flatMap((times) => SIDES.map((turn) => [
      Math.cos(turn) * (w / 2 + times * h) - w / 2, Math.sin(turn) * (h / 2 + times * h) - h / 2,
    ]));
    return [...beside, ...reach];
  }

  /* A line from a symbol to a name that stands away from it, as boxes along it; none where they meet. */
  function leader(box) {
    const x = Math.min(Math.max(0, box[0]), box[2]), y = Math.min(Math.max(0, box[1]), box[3]);
    const length = Math.hypot(x, y);
    const steps = Math.floor((length - 8) / 6);
    const along = Array.from({ length: Math.max(0, steps) }, (_, step) => {
      const part = (8 + step * 6) / length;
      return [x * part - 2, y * part - 2, x * part + 2, y * part + 2];
    });
    return { x, y, length, along };
  }

  function build(map, parks, bounds, arcs) {
    const ids = [...parks.keys()];
    const areas = ids.map((id) => {
      const { area } = parks.get(id);
      return { points: area.getLatLngs(), over: area.feature.properties.over };
    });
    let surveyed;

    function place(view, selected) {
      const grounds = (surveyed ??= survey(map, bounds, areas))();
      const size = map.getSize();
      const large = Boolean(view.stage.at);
      const ranks = ids.map((id) => RANKS[view.parks[id].state]);
      const shown = ids.map((id, index) => {
        const { x, y } = map.latLngToContainerPoint(parks.get(id).symbol.getLatLng());
        const node = parks.get(id).labelNode;
        const rank = id === selected ? -1 : ranks[index] * 2 + (areas[index].over ? 0 : 1);
        return { index, x, y, rank, node, w: node.offsetWidth, h: node.offsetHeight };
      }).sort((one, other) => one.rank - other.rank);
      const names = shelf(), symbols = shelf(), faint = shelf(), lines = shelf();
      for (const { index, x, y } of shown) {
        (ranks[index] < 2 ? symbols : faint).add([x - 7, y - 7, x + 7, y + 7], index);
      }
      for (const head of arcs.heads()) names.add(head);
      for (const path of arcs.paths()) lines.add(path);

      const at = ({ x, y }, [left, top, right, bottom]) => [x + left, y + top, x + right, y + bottom];
      const within = (box) => box[0] >= 2 && box[1] >= 2 && box[2] <= size.x - 2 && box[3] <= size.y - 2;

      /* How much of a name stands on its own ground, on another's, and on that of a weightier park. */
      function ground(index, box) {
        let cost = 0, alien = 0, own = 0, above = 0;
        for (const across of ACROSS) {
          for (const down of DOWN) {
            const whose = grounds(box[0] + (box[2] - box[0]) * across, box[1] + (box[3] - box[1]) * down);
            if (whose === index) own += 1;
            else if (whose >= 0) {
              alien += 1;
              if (ranks[whose] < ranks[index]) above += 1;
            }
            cost += whose === index ? 0 : whose < 0 ? NOBODYS : ALIEN[ranks[whose]];
          }
        }
        const of = ACROSS.length * DOWN.length;
        return { cost: cost / of, alien: alien / of, own: own / of, above: above / of };
      }

      function best(label) {
        const { index, w, h, rank } = label;
        const heavy = rank < 2;
        const strict = large && !heavy;
        let found = null;
        spots(w, h, large && heavy).forEach(([dx, dy], order) => {
          const near = [dx, dy, dx + w, dy + h];
          const box = at(label, near);
          if (!within(box) || names.meets(box)) return;
          let cost = order * 0.004;
          if (symbols.meets(box, index)) {
            if (!large || !heavy) return;
            cost += SYMBOL;
          }
          if (faint.meets(box, index)) {
            if (strict) return;
            cost += large ? SYMBOL / 3 : 0.1;
          }
          if (lines.meets(box)) cost += LINE;
          const line = leader(near);
          cost += (Math.max(0, line.length - 12) / h) * AWAY;
          if (found && cost >= found.cost) return;
          const on = ground(index, box);
          if (!heavy && on.above > 0.5 && !areas[index].over) return;
          const led = order >= BESIDE && line.length > h * 0.5 && on.own < 0.6;
          const along = led ? line.along.map((one) => at(label, one)) : [];
          if (along.some((one) => names.meets(one) || symbols.meets(one, index))) return;
          cost += on.cost;
          if (!found || cost < found.cost) found = { cost, dx, dy, box, line, led, along, stray: !heavy && on.alien > 0.5 };
        });
        return found;
      }

      function write({ node }, found) {
        node.style.visibility = found ? "visible" : "hidden";
        node.toggleAttribute("data-led", Boolean(found && found.led));
        if (!found) return;
        const { box, along, line, dx, dy } = found;
        node.style.transform = `translate(${dx}px, ${dy}px)`;
        for (const taken of [box, ...along]) names.add(taken);
        if (!found.led) return;
        const turn = `${Math.atan2(-line.y, -line.x)}rad`;
        const values = { x: `${line.x - dx}px`, y: `${line.y - dy}px`, length: `${line.length - 7}px`, turn };
        for (const [name, value] of Object.entries(values)) node.style.setProperty(`--lead-${name}`, value);
      }

      const strays = []; // on another's ground at best: after all others, and on stage not at all
      for (const label of shown) {
        const { x, y, w, h } = label;
        const seen = x > -w && y > -h && x < size.x + w && y < size.y + h;
        const found = seen ? best(label) : null;
        if (found && found.stray) strays.push(label);
        else write(label, found);
      }
      for (const label of strays) write(label, large ? null : best(label));
    }

    return { place };
  }

  return { build };
})();
