"""The web fonts: small, whole, with figures that stand in columns."""

from fontTools.ttLib import TTFont

from motcua.ui import assets

NAMES = "Nguyễn Thị Hường, Đỗ Ẩn, xã Ẵng Tở, ở Ỷ Tý: ễ ỗ ẫ ặ ợ ự ỹ"


def test_a_second_build_has_nothing_to_do(tmp_path):
    written = assets.build(tmp_path)
    assert sorted(file.name for file in written) == [f"be-vietnam-pro-{weight}.woff2" for weight in (400, 600, 700)]
    assert assets.build(tmp_path) == []


def test_what_is_missing_or_old_is_made_again(tmp_path):
    written = assets.build(tmp_path)
    written[0].unlink()
    assert assets.build(tmp_path) == written
    (tmp_path / "stamp.txt").write_text("another recipe")
    assert assets.build(tmp_path) == written
    assert assets.build(tmp_path, force=True) == written


def test_a_weight_is_light_and_knows_vietnamese(tmp_path):
    for file in assets.build(tmp_path):
        assert file.stat().st_size < 20_000
        assert {ord(letter) for letter in NAMES} <= TTFont(file).getBestCmap().keys()


def test_figures_have_one_width_in_every_weight(tmp_path):
    for file in assets.build(tmp_path):
        font = TTFont(file)
        features = {record.FeatureTag: record.Feature for record in font["GSUB"].table.FeatureList.FeatureRecord}
        lookup = font["GSUB"].table.LookupList.Lookup[features["tnum"].LookupListIndex[0]]
        mapping = lookup.SubTable[0].mapping
        figures = [mapping[font.getBestCmap()[ord(digit)]] for digit in assets.DIGITS]
        assert {font["hmtx"][figure][0] for figure in figures} == {assets.FIGURE_WIDTH}
        assert {"ccmp", "tnum"} <= features.keys()
