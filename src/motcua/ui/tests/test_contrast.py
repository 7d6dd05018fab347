"""Every pair of tokens that meet on a page, by the formula of WCAG 2.2."""

import re

import pytest

from motcua.ui.tests import STYLES

TEXT, SHAPE = 4.5, 3.0
STATES = ("on-time", "due-soon", "late", "waiting", "paused")


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def themes() -> dict[str, dict[str, str]]:
    style = (STYLES / "tokens.css").read_text(encoding="utf-8")
    citizen, _, staff = style.partition(".staff {")
    return {"citizen": tokens(citizen), "staff": {**tokens(citizen), **tokens(staff)}}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    *(("ink", ground, 7) for ground in ("paper", "white", "sand", "teal-tint", "due-soon-tint", "late-tint")),
    *(("ink-soft", ground, TEXT) for ground in ("paper", "white", "sand", "teal-tint", "line")),
    *(("teal", ground, TEXT) for ground in ("paper", "white", "sand", "teal-tint")),
    *(("teal-dark", ground, 7) for ground in ("white", "teal-tint")),
    *(("white", ground, TEXT) for ground in ("teal", "teal-dark", "ink")),
    *((state, "white", TEXT) for state in STATES),
    *((state, f"{state}-tint", TEXT) for state in STATES),
    *(("late", ground, TEXT) for ground in ("paper", "white")),
    *(("edge", ground, SHAPE) for ground in ("paper", "white")),
    *(("gold", ground, SHAPE) for ground in ("ink", "teal", "teal-dark")),
]


@pytest.mark.parametrize("theme", ["citizen", "staff"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_a_pair_can_be_read(theme, front, ground, least):
    colours = themes()[theme]
    assert contrast(colours[front], colours[ground]) >= least


def test_the_focus_shows_on_every_ground():
    """Gold alone drowns on paper, ink alone on teal: the ring has both, and one of them always stands out."""
    for colours in themes().values():
        for ground in ("paper", "white", "sand", "teal", "teal-dark", "teal-tint", "late-tint"):
            assert max(contrast(colours[ring], colours[ground]) for ring in ("gold", "ink")) >= SHAPE
        assert contrast(colours["gold"], colours["ink"]) >= SHAPE


def test_the_formula_knows_its_ends():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#0a5c63", "#0a5c63") == 1


def test_style_sheets_take_their_colours_from_the_tokens():
    """A colour of its own is allowed to the tokens, to the admin's darker red and greys, and to paper (black)."""
    free = {"tokens.css", "admin.css", "print.css"}
    sheets = [sheet for sheet in STYLES.rglob("*.css") if sheet.name not in free]
    assert len(sheets) > 8
    assert [sheet.name for sheet in sheets if re.search(r"#[0-9a-fA-F]{3,8}\b(?!-)", sheet.read_text("utf-8"))] == []
