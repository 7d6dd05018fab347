import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro
import typst

from motcua.foundation.printing.letters import showable
from motcua.kernel import clock

_ROOT = Path(__file__).resolve().parents[2]
"""The package: a template imports "/foundation/printing/state_form.typ" from here, and nothing from elsewhere."""

POINTS_PER_INCH = 72

_fonts = typst.Fonts(
    include_system_fonts=False,
    include_embedded_fonts=False,
    font_paths=[fontpkg_be_vietnam_pro.ROOT / "files"],
)


class _Compilers(threading.local):
    """Each thread has its own: a compiler serves one at a time."""

    def __init__(self) -> None:
        self.by_template: dict[Path, typst.Compiler] = {}


_compilers = _Compilers()


class PrintingError(RuntimeError):
    """A template can't be printed with this data; the log says where. A fault of ours, not of the person."""


def render(template: Path, data: Mapping[str, Any]) -> bytes:
    """Print a template: PDF/A-2b, tagged, the fonts inside, nothing fetched from anywhere.

    Args:
        template: a .typ file inside the package. It reads `#let data = json(bytes(sys.inputs.data))`.
        data: plain JSON. Text appears as text, never as markup, whatever it holds; what the font can't show is replaced.

    Raises:
        PrintingError: the template asks for something that isn't in the data, or is wrong itself.
    """
    with _refusals(template):
        printed = _compiler(template).compile(
            format="pdf",
            pdf_standards="a-2b",
            sys_inputs=_inputs(data),
            timestamp=int(clock.now().timestamp()),
        )
    assert isinstance(printed, bytes)
    return printed


def render_picture(template: Path, data: Mapping[str, Any]) -> bytes:
    """Print a template of one page as PNG for machines that print dots: a point of the template is a dot of the picture.

    Raises:
        PrintingError: as `render`; or the template has more than one page.
    """
    with _refusals(template):
        pages = _compiler(template).compile(format="png", ppi=POINTS_PER_INCH, sys_inputs=_inputs(data))
    if not isinstance(pages, bytes):
        raise PrintingError(f"{template.name}: a picture is one page; give the page a height of auto")
    return pages


def _inputs(data: Mapping[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(showable(data), ensure_ascii=False)}


@contextmanager
def _refusals(template: Path) -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        # A file outside the package is refused with a plain RuntimeError, of which TypstError is one.
        raise PrintingError(f"{template.name}: {getattr(error, 'diagnostic', error)}") from error


def _compiler(template: Path) -> typst.Compiler:
    """A compiler keeps what it has parsed: the first slip of a thread takes 12 ms, the next 4 ms."""
    kept = _compilers.by_template
    if template not in kept:
        kept[template] = typst.Compiler(template, root=_ROOT, font_paths=_fonts, ignore_system_fonts=True)
    return kept[template]
