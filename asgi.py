"""The app for production: `make serve` runs it, and so does any ASGI server (`asgi:app`)."""

from pathlib import Path

from zgc_map.serve.application import application, listen
from zgc_map.serve.settings import read_settings

try:
    settings = read_settings()
except ValueError as wrong:
    raise SystemExit(str(wrong)) from None
app = application(Path(__file__).with_name("app.py"), settings)

if __name__ == "__main__":
    listen(app, settings)
