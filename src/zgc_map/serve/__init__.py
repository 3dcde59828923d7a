"""The app behind a network: Streamlit's ASGI entry with headers, health, logs around it."""

import logging

# What is loaded at start runs outside a session; that is no news, and it comes with the imports.
logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").addFilter(
    lambda _: False
)
