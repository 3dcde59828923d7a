"""What a reader sees and does: the only place that knows Streamlit."""
