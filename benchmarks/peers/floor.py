"""The least a Streamlit page can do: one Leaflet map that stays, fed by ids alone.

A component of Streamlit's second kind, without a frame; outlines come once as a static file.
No part of the atlas.
"""

import json
import os
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

JS = """
const load = (src) => new Promise((done) => {
  const script = document.createElement("script");
  script.src = src; script.onload = done; document.head.append(script);
});
const ready = (async () => {
  const style = document.createElement("link");
  style.rel = "stylesheet"; style.href = "app/static/leaflet.css"; document.head.append(style);
  const [places] = await Promise.all([
    fetch("app/static/places.json").then((answer) => answer.json()),
    load("app/static/leaflet.js"),
  ]);
  return places;
})();
export default async function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".map");
  box.wanted = data;
  const places = await ready;
  if (!box.layer) {
    const map = L.map(box, { zoomSnap: 0.05 });
    box.layer = L.geoJSON(places, {
      onEachFeature: (feature, layer) =>
        layer.on("click", () => setTriggerValue("park", feature.properties.id)),
    }).addTo(map);
    map.fitBounds(box.layer.getBounds());
  }
  box.layer.setStyle(({ properties }) => ({
    fillColor: properties.color, color: "#333333",
    fillOpacity: box.wanted.lit.includes(properties.id) ? 0.7 : 0.1,
    weight: properties.id === box.wanted.park ? 4 : 1,
  }));
}
"""

st.set_page_config(page_title="Parks", layout="wide")


@cache
def read(path: str) -> list[dict]:
    """Return the places, read once."""
    features = json.loads(Path(path).read_text("utf-8"))["features"]
    return [feature["properties"] for feature in features]


places = read(os.environ["BENCH_PLACES"])
groups = sorted({group for row in places for group in row["groups"].split(",") if group})
asked = st.query_params.get("group")
st.title("Parks")
with st.sidebar:
    st.header("Filter")
    chosen = {group for group in groups if st.checkbox(group, group == asked, key=f"group-{group}")}
atlas = st.components.v2.component(
    "floor", html='<div class="map" style="height:700px"></div>', js=JS, isolate_styles=False
)
left, right = st.columns([2, 1])
told = st.session_state.get("map")
if told and told.get("park"):
    st.session_state["park"] = told["park"]
park = st.session_state.get("park", st.query_params.get("park"))
lit = [row["id"] for row in places if not chosen or chosen & set(row["groups"].split(","))]
with left:
    atlas(data={"lit": lit, "park": park}, key="map", on_park_change=lambda: None)
with right:
    for row in places:
        if row["id"] == park:
            said = "".join(f"<li>{escape(line)}</li>" for line in row["claims"].splitlines())
            name = escape(row["name"])
            st.html(f'<div data-profile="{row["id"]}"><h3>{name}</h3><ul>{said}</ul></div>')
