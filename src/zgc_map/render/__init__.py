"""From answers to pictures: the folium map, one view of it as data, and facts as HTML."""
