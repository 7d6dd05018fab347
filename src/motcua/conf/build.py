"""Files that are made, not written: compiled translations, web fonts, collected static files. Fresh ones are left alone."""

from hashlib import sha256
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from motcua.ui import assets

STAMP = "collected.txt"


def build() -> list[Path]:
    """Make what belongs beside the source: compiled translations and web fonts; returns the files that were written."""
    return [*compile_translations(settings.LOCALE_PATHS[0]), *assets.build()]


def compile_translations(folder: Path) -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; returns the files that were written."""
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            half = target.with_suffix(".part")
            with source.open("rb") as text, half.open("wb") as compiled:
                write_mo(compiled, read_po(text, locale=source.parts[-3]))
            half.replace(target)
            made.append(target)
    return made


def collect() -> bool:
    """Collect the static files in MOTCUA_HOME, named by content and compressed; False when nothing had changed."""
    root = Path(settings.STATIC_ROOT)
    mark, stamp = _fingerprint(), root / STAMP
    if stamp.is_file() and stamp.read_text("utf-8") == mark:
        return False
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(mark, "utf-8")
    return True


def _fingerprint() -> str:
    """What the static files are, by name, size and time of change."""
    digest = sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
