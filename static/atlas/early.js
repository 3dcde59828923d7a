/* What the map's frame loads one after another is asked for at once here; then it is there when its
   turn comes. The names are those of SCRIPTS and STYLES in render/map.py. */
"use strict";

(() => {
  const here = document.currentScript.src;
  const ask = (as, paths) => paths.forEach((path) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as, href: new URL(path, here).href });
    link.addEventListener("load", () => link.remove());
    document.head.append(link);
  });
  ask("script", ["../vendor/leaflet/leaflet.js", "controls.js", "arcs.js", "tiles.js", "map.js"]);
  ask("style", ["../vendor/leaflet/leaflet.css", "map.css", "pictures.css"]);
})();
