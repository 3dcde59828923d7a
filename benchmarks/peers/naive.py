"""A typical map app with st_folium: the file is read and the map built anew in each run.

No part of the atlas. Leaflet comes from this machine, since measures ask no other host.
"""

import os
from html import escape

import folium
import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

STATIC = "../../app/static"

st.set_page_config(page_title="Parks", layout="wide")
st.title("Parks")

places = gpd.read_file(os.environ["BENCH_PLACES"])
groups = sorted({group for row in places["groups"].fillna("") for group in row.split(",") if group})
asked = st.query_params.get("group")
with st.sidebar:
    st.header("Filter")
    chosen = {group for group in groups if st.checkbox(group, group == asked, key=f"group-{group}")}

park = st.session_state.get("park", st.query_params.get("park"))
west, south, east, north = places.total_bounds
atlas = folium.Map(location=[(south + north) / 2, (west + east) / 2], zoom_start=9, tiles=None)
atlas.default_js = [("leaflet", f"{STATIC}/leaflet.js")]
atlas.default_css = [("leaflet_css", f"{STATIC}/leaflet.css")]


def look(feature: dict) -> dict:
    """Return how a place is drawn: lit if it answers the filter, thick if it is chosen."""
    about = feature["properties"]
    lit = not chosen or chosen & set((about["groups"] or "").split(","))
    return {
        "fillColor": about["color"],
        "fillOpacity": 0.7 if lit else 0.1,
        "color": "#333333",
        "weight": 4 if about["id"] == park else 1,
    }


layer = folium.GeoJson(
    places,
    style_function=look,
    tooltip=folium.GeoJsonTooltip(["name", "groups"]),
    popup=folium.GeoJsonPopup(["name", "groups", "claims"]),
)
layer.add_to(atlas)

left, right = st.columns([2, 1])
with left:
    told = st_folium(atlas, height=700, use_container_width=True)
drawing = (told or {}).get("last_active_drawing")
if drawing and drawing["properties"]["id"] != park:
    st.session_state["park"] = drawing["properties"]["id"]
    st.rerun()
with right:
    for row in places.itertuples():
        if row.id == park:
            said = "".join(f"<li>{escape(line)}</li>" for line in (row.claims or "").splitlines())
            st.html(
                f'<div data-profile="{row.id}"><h3>{escape(row.name)}</h3><ul>{said}</ul></div>'
            )
