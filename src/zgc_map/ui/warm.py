"""What a server does before its first reader comes."""

from __future__ import annotations

import gc

from streamlit import config

from zgc_map.render.card import compile_templates


def warm() -> None:
    """Import, load and draw what the first page needs, and take it out of garbage collection.

    For servers, once Streamlit's runtime is there. Raises DataError as `open_store` does; what was
    imported is then frozen all the same. From then on Python collects garbage when it sees need,
    and not Streamlit after every run.
    """
    from zgc_map.ui import shell, store  # noqa: PLC0415 - the imports are the work

    del shell
    try:
        compile_templates()
        _ = store.open_store().drawing
    finally:
        gc.collect()
        gc.freeze()
        config.set_option("runner.postScriptGC", False)
