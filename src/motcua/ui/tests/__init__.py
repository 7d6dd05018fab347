from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
STYLES = TEMPLATES.parent / "static" / "ui" / "css"
