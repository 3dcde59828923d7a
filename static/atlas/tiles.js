/* The schematic view: every park as a tile of one size, in place of the map and on the same data.
   Tiles are real buttons; arrow keys move between them. Text only through textContent. */
"use strict";

window.atlasTiles = (() => {
  const { element, litOf, heard } = window.atlasControls;
  const LEAST = 9, MOST = 15; // pixels of the type of a tile's sectors; on stage it grows with the tile
  const ON_STAGE = 0.15; // of a tile's height
  const TRIES = 6; // each halves what is left between too small and too large
  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function build(map, { post }) {
    const grid = element("div", "tiles");
    grid.setAttribute("role", "group");
    map.getContainer().after(grid);
    const buttons = new Map(); // park id → {node, name, lines, at}

    grid.addEventListener("keydown", (event) => {
      const move = MOVES[event.key];
      const from = move && buttons.get(event.target.dataset.tile);
      if (!from) return;
      event.preventDefault();
      const next = nearest(from, move);
      if (next) next.node.focus();
    });

    /* The tile that lies nearest in a direction: straight ahead counts most. */
    function nearest(from, [dx, dy]) {
      const ahead = [...buttons.values()].map((tile) => {
        const [x, y] = [tile.at[0] - from.at[0], tile.at[1] - from.at[1]];
        return { tile, on: x * dx + y * dy, off: Math.abs(x * dy) + Math.abs(y * dx) };
      }).filter(({ on }) => on > 0);
      ahead.sort((one, other) => one.on + 2 * one.off - other.on - 2 * other.off);
      return ahead.length ? ahead[0].tile : null;
    }

    function add(id, at) {
      const node = element("button", "tile", undefined, grid);
      node.dataset.tile = id;
      node.addEventListener("click", () => post({ deed: "select", park: id }));
      const tile = {
        node, at,
        name: element("span", "tile-name", "", node),
        lines: element("span", "tile-lines", "", node),
      };
      node.style.gridArea = `${at[1]} / ${at[0]}`;
      buttons.set(id, tile);
      return tile;
    }

    function paint(id, data, view) {
      const tile = buttons.get(id);
      const looks = JSON.stringify([data, id === view.selected]);
      if (looks === tile.looks) return;
      tile.looks = looks;
      const { node, name, lines } = tile;
      node.className = `tile ${data.state}`;
      node.setAttribute("aria-description", heard(data, view)); // its name is what it shows
      node.setAttribute("aria-pressed", String(id === view.selected));
      name.textContent = data.name;
      const lit = litOf(data);
      tile.unfitted = true;
      lines.replaceChildren();
      for (const band of lit) {
        const row = element("span", "tile-line", undefined, lines);
        const stripe = element("span", `stripe lit${band.inferred ? " inferred" : ""}`, "", row);
        stripe.style.setProperty("--sector", band.color);
        element("span", "tile-sector", band.name, row);
      }
      if (data.bands.length && !lit.length) element("span", "stripe", "", lines); // what is hidden is one
    }

    /* Names are never cut: each tile's type is the largest that holds them whole. Where even the smallest
       does not, words may part; where that is not enough either, the tile shows its colours alone. All tiles
       are tried together, so that the page is laid out once a try. */
    let large = false, fitted = "";
    function fit() {
      const at = `${grid.clientWidth} ${grid.clientHeight} ${large}`;
      const all = [...buttons.values()].filter((tile) => tile.unfitted || at !== fitted);
      if (!grid.clientWidth || !all.length) return;
      fitted = at;
      const [{ node: any }] = all;
      const most = large ? Math.max(MOST, any.clientHeight * ON_STAGE) : MOST;
      const holds = ({ lines }) => lines.scrollHeight <= lines.clientHeight && lines.scrollWidth <= lines.clientWidth;
      const set = (tile, size) => tile.lines.style.setProperty("--type", `${size}px`);
      const tried = (tiles, size) => {
        for (const tile of tiles) set(tile, size(tile));
        return tiles.map(holds);
      };
      for (const tile of all) {
        Object.assign(tile, { unfitted: false, low: LEAST, high: most });
        delete tile.lines.dataset.names;
      }
      for (let turn = 0; turn < TRIES; turn += 1) {
        const middle = ({ low, high }) => (low + high) / 2;
        tried(all, middle).forEach((held, index) => { all[index][held ? "low" : "high"] = middle(all[index]); });
      }
      for (const names of ["parted", "none"]) {
        const held = tried(all, ({ low }) => low);
        all.filter((tile, index) => !held[index]).forEach(({ lines }) => { lines.dataset.names = names; });
      }
    }
    const watch = new ResizeObserver(fit);
    watch.observe(grid);
    if (document.fonts) document.fonts.addEventListener("loadingdone", () => { fitted = ""; fit(); });

    /* Tiles that are not seen are written when they are. */
    let unwritten;
    function write(view) {
      if (view.picture !== "tiles") return void (unwritten = view);
      unwritten = null;
      const order = Object.entries(view.parks).sort(([, one], [, other]) =>
        one.tile[1] - other.tile[1] || one.tile[0] - other.tile[0]);
      grid.setAttribute("aria-label", view.words.tiles);
      for (const [id, data] of order) {
        if (!buttons.has(id)) add(id, data.tile);
        paint(id, data, view);
      }
      large = Boolean(view.stage.at);
      fit();
    }

    const show = () => unwritten && write({ ...unwritten, picture: "tiles" });

    return { write, show };
  }

  return { build };
})();
