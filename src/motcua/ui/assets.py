"""Static files that are made, not written: the web fonts.

Be Vietnam Pro ships as TrueType of 133 kB a weight. A page needs Latin and Vietnamese in three weights, so `build()` cuts WOFF2 files of
about 15 kB. The family has proportional figures only; numbers in tables, codes and clocks must stand in columns, so a `tnum` feature is added:
ten figures of one width, the same in every weight.
"""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro
from fontTools import subset
from fontTools.otlLib.builder import buildSingleSubstSubtable
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

FONTS = Path(__file__).resolve().parent / "static" / "ui" / "fonts"
SOURCES = Path(fontpkg_be_vietnam_pro.__file__).resolve().parent / "files"

WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum"]
DIGITS = "0123456789"
FIGURE_WIDTH = 660
"""Advance of a tabular figure in thousandths of an em: wide enough for the bold 4, near the width of 0."""


def alphabet() -> set[int]:
    """Code points of Latin-1, Vietnamese (composed, and marks for text that arrives decomposed), đồng and punctuation."""
    ranges = (range(0x20, 0x7F), range(0xA0, 0x100), range(0x1EA0, 0x1EFA))
    letters = "ĂăĐđĨĩŨũƠơƯư"
    marks = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
    signs = "₫–—‘’“”•…‰−≤≥"
    return {point for span in ranges for point in span} | {ord(character) for character in letters + marks + signs}


def build(target: Path = FONTS, *, force: bool = False) -> list[Path]:
    """Make the web fonts in `target` unless they are fresh; returns the files that were written.

    Fresh means made by this recipe from this version of the font package, as the stamp beside them says.
    """
    stamp = target / "stamp.txt"
    recipe = f"{version('fontpkg-be-vietnam-pro')} {version('fonttools')} {FIGURE_WIDTH} {','.join(FEATURES)}\n"
    files = {weight: target / f"be-vietnam-pro-{weight}.woff2" for weight in WEIGHTS}
    made = all(file.exists() for file in files.values()) and stamp.exists()
    if made and not force and stamp.read_text() == recipe:
        return []
    target.mkdir(parents=True, exist_ok=True)
    for weight, file in files.items():
        _cut(SOURCES / f"BeVietnamPro-{WEIGHTS[weight]}.ttf", file)
    stamp.write_text(recipe)
    return list(files.values())


def _cut(source: Path, file: Path) -> None:
    """Subset one weight and move it in place whole, so that a reader never meets half a font."""
    font = TTFont(source)
    _add_tabular_figures(font)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=alphabet())
    cutter.subset(font)
    font.flavor = "woff2"
    half = file.with_suffix(".part")
    font.save(half)
    half.replace(file)


def _add_tabular_figures(font: TTFont) -> None:
    """Add ten figures of FIGURE_WIDTH, each outline centred, reached by the `tnum` feature."""
    cmap, glyphs, metrics = font.getBestCmap(), font["glyf"], font["hmtx"]
    outlines = font.getGlyphSet()
    mapping = {}
    for digit in DIGITS:
        name = cmap[ord(digit)]
        shape = glyphs[name]
        left = round((FIGURE_WIDTH - (shape.xMax - shape.xMin)) / 2)
        pen = TTGlyphPen(None)
        outlines[name].draw(TransformPen(pen, (1, 0, 0, 1, left - shape.xMin, 0)))
        mapping[name] = f"{name}.tnum"
        glyphs[mapping[name]] = pen.glyph()
        metrics[mapping[name]] = (FIGURE_WIDTH, left)
    font.setGlyphOrder(list(glyphs.glyphOrder))
    _append_feature(font["GSUB"].table, "tnum", mapping)


def _append_feature(gsub: Any, tag: str, mapping: dict[str, str]) -> None:
    """Append a one-to-one substitution under `tag`, for every script and language, after the features that are there."""
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag = 1, 0
    lookup.SubTable = [buildSingleSubstSubtable(mapping)]
    lookup.SubTableCount = 1
    gsub.LookupList.Lookup.append(lookup)
    feature = otTables.Feature()
    feature.FeatureParams = None
    feature.LookupListIndex = [len(gsub.LookupList.Lookup) - 1]
    feature.LookupCount = 1
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = tag, feature
    gsub.FeatureList.FeatureRecord.append(record)
    position = len(gsub.FeatureList.FeatureRecord) - 1
    gsub.LookupList.LookupCount, gsub.FeatureList.FeatureCount = len(gsub.LookupList.Lookup), position + 1
    for script in gsub.ScriptList.ScriptRecord:
        languages = [language.LangSys for language in script.Script.LangSysRecord]
        for system in [script.Script.DefaultLangSys, *languages]:
            if system is not None:
                system.FeatureIndex.append(position)
                system.FeatureCount = len(system.FeatureIndex)
