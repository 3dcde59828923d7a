"""Start of the app: the frame runs the page the address names."""

from zgc_map.ui import shell

shell.run()
