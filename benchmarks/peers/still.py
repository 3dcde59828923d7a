"""An otherwise empty Streamlit page with a picture of the map: no script, no component."""

import json
import os
from pathlib import Path

import streamlit as st

st.set_page_config(page_title="Parks", layout="wide")
features = json.loads(Path(os.environ["BENCH_PLACES"]).read_text("utf-8"))["features"]


def rings(geometry: dict) -> list:
    """Return the outer rings of a polygon or of several."""
    parts = geometry["coordinates"]
    return [part[0] for part in (parts if geometry["type"] == "MultiPolygon" else [parts])]


corners = [point for row in features for ring in rings(row["geometry"]) for point in ring]
west, north = min(x for x, _ in corners), max(y for _, y in corners)
paths = "".join(
    f'<path d="M{" ".join(f"{(x - west) * 200:.0f},{(north - y) * 200:.0f}" for x, y in ring)}z" '
    'fill="#cccccc" stroke="#333333"></path>'
    for row in features
    for ring in rings(row["geometry"])
)
st.image(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 500" width="700">{paths}</svg>')
