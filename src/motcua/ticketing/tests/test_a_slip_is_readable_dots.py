"""The slip as the person in the hall gets it: black dots, a code that opens, words that can be read."""

import time
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from pypdfium2 import PdfDocument

from motcua.foundation import printing
from motcua.ticketing.printing import Raster, render_slip
from motcua.ticketing.printing.slip import TEMPLATE, WIDTHS, slip_data
from motcua.ticketing.printing.words import WORDS, ahead_in_words, wait_in_words
from motcua.ticketing.tests.slips import LONG_GROUP, URL, a_slip, codes_on, picture

CASES = {
    "ordinary": a_slip(),
    "long": a_slip(group=LONG_GROUP, number="DD 1205", priority="Người cao tuổi", ahead=143, wait_p50=50, wait_p90=95),
    "first of the day": a_slip(ahead=0, wait_p50=None, wait_p90=None, hall=""),
    "english, trial": a_slip(
        language="en",
        trial=True,
        unit="Thanh Giang Provincial Public Administration Service Centre",
        group="Land and Environment",
        hall="Zone B, ground floor",
    ),
}
SAID = {
    "ordinary": ["A 0012", "Số thứ tự", "Trước số này còn 7 người", "Chờ khoảng 5–25 phút", "Có thể được gọi sớm hơn."],
    "long": [
        LONG_GROUP,
        "DD 1205",
        "Ưu tiên: Người cao tuổi",
        "Trước số này còn 143 người",
        "Chờ khoảng 50 phút đến 1 giờ 35 phút",
        "Chờ tại: Khu B, tầng 1",
    ],
    "first of the day": ["Không có ai chờ trước", "Chưa ước được thời gian chờ", "Lấy số lúc 08:35, 25/11/2026"],
    "english, trial": [
        "VẬN HÀNH THỬ · TRIAL",
        "Your number",
        "7 people ahead",
        "Wait about 5–25 min",
        "Wait at: Zone B, ground floor",
        "Scan to see when your turn comes",
        "Taken at 08:35, 25 November 2026",
    ],
}
each_width = pytest.mark.parametrize("width", WIDTHS)
each_case = pytest.mark.parametrize("case", CASES)


def text_of(slip, width) -> str:
    """What the same template says when it is printed as a PDF, whose text can be taken out."""
    with PdfDocument(printing.render(TEMPLATE, slip_data(slip, width_dots=width))) as document:
        assert len(document) == 1
        return " ".join(document[0].get_textpage().get_text_bounded().split())


@each_width
@each_case
def test_the_code_reads_back_from_the_dots(case, width):
    raster = render_slip(CASES[case], width_dots=width)
    assert raster.width == width
    assert codes_on(raster) == [URL]


@each_width
def test_the_code_of_a_long_address_reads_back_too(width):
    url = "https://trungtamphucvuhanhchinhcong.thanhgiang.example/theo-doi-so-thu-tu/7Qx2mK9vLp4RtY8wZb3c"
    assert codes_on(render_slip(a_slip(follow_url=url), width_dots=width)) == [url]


@each_width
@each_case
def test_a_slip_says_what_it_should(case, width):
    text = text_of(CASES[case], width)
    assert [line for line in SAID[case] if line not in text] == []


def test_only_a_centre_in_trial_marks_its_paper():
    assert "VẬN HÀNH THỬ" not in text_of(a_slip(), 576)
    assert "VẬN HÀNH THỬ" in text_of(a_slip(trial=True), 576)


def inked_rows(paper: Image.Image, inside: int) -> tuple[int, int]:
    """The first and last row of the inked stretch that row `inside` belongs to."""
    ink = [bool(ImageChops.invert(paper.crop((0, row, paper.width, row + 1))).getbbox()) for row in range(paper.height)]
    top = bottom = inside
    while ink[top - 1]:
        top -= 1
    while ink[bottom + 1]:
        bottom += 1
    return top, bottom


@each_width
@pytest.mark.parametrize(("number", "next_one"), [("A 0012", "A 0013"), ("DD 1205", "DD 1206"), ("LĐ 0007", "LĐ 0008")])
def test_the_number_is_the_largest_thing_on_the_paper(number, next_one, width):
    paper, after = (picture(render_slip(a_slip(number=said), width_dots=width)) for said in (number, next_one))
    differs = ImageChops.difference(paper, after).getbbox()
    assert differs is not None, "another number looks otherwise"
    top, bottom = inked_rows(paper, (differs[1] + differs[3]) // 2)
    assert top <= differs[1], "and nothing else does"
    assert differs[3] - 1 <= bottom
    left, _, right, _ = ImageChops.invert(paper.crop((0, top, width, bottom))).getbbox()
    assert right - left > width * 0.75, "as wide as the paper lets it"
    assert bottom - top > 55, "7 mm tall at least; the next largest letters are 3 mm"


@each_width
@each_case
def test_nothing_touches_the_edges(case, width):
    ink = ImageChops.invert(picture(render_slip(CASES[case], width_dots=width))).getbbox()
    assert ink is not None
    assert ink[0] >= 4
    assert ink[2] <= width - 4


def thick_share(paper: Image.Image) -> float:
    """The share of black dots that belong to a black square of two by two."""
    squares = paper
    for x, y in ((1, 0), (0, 1), (1, 1)):
        squares = ImageChops.lighter(squares, ImageChops.offset(paper, x, y))
    kept = squares
    for x, y in ((-1, 0), (0, -1), (-1, -1)):
        kept = ImageChops.darker(kept, ImageChops.offset(squares, x, y))
    return kept.tobytes().count(0) / paper.tobytes().count(0)


@each_width
@each_case
def test_no_stroke_is_too_thin_for_thermal_paper(case, width):
    assert thick_share(picture(render_slip(CASES[case], width_dots=width))) > 0.995


def test_a_thin_stroke_would_be_seen():
    paper = Image.new("L", (40, 40), 255)
    paper.paste(0, (5, 5, 35, 6))
    assert thick_share(paper) == 0


def test_a_slip_in_utc_says_the_hour_of_the_hall():
    assert "Lấy số lúc 08:35" in text_of(a_slip(issued_at=datetime(2026, 11, 25, 1, 35, tzinfo=UTC)), 576)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        a_slip(issued_at=datetime(2026, 11, 25, 8, 35))


def test_what_stands_on_a_slip_is_text_and_never_markup():
    assert "#panic() *x* $y$" in text_of(a_slip(group="#panic() *x* $y$"), 576)


def test_a_second_slip_takes_less_than_60_ms():
    took = []
    for number in range(12):
        slip = a_slip(number=f"A {number:04d}", follow_url=f"{URL}{number}")
        started = time.perf_counter()
        render_slip(slip, width_dots=576)
        took.append(time.perf_counter() - started)
    assert min(took[1:]) < 0.060, "the fastest, since the machine may be busy with something else"


@pytest.mark.parametrize(
    ("likely", "at_most", "vietnamese", "english"),
    [
        (0, 0, "dưới 5 phút", "less than 5 min"),
        (2, 4, "dưới 5 phút", "less than 5 min"),
        (0, 8, "1–8 phút", "1–8 min"),
        (5, 25, "5–25 phút", "5–25 min"),
        (20, 20, "20 phút", "20 min"),
        (50, 95, "50 phút đến 1 giờ 35 phút", "50 min to 1 h 35 min"),
        (60, 120, "1 giờ đến 2 giờ", "1 h to 2 h"),
    ],
)
def test_a_wait_in_words(likely, at_most, vietnamese, english):
    words = [wait_in_words(likely, at_most, WORDS[language]).replace("\u00a0", " ") for language in ("vi", "en")]
    assert words == [vietnamese, english]


def test_a_p90_below_the_p50_is_read_as_the_p50():
    assert "Chờ khoảng 30 phút" in text_of(a_slip(wait_p50=30, wait_p90=20), 576)


def test_one_person_ahead_is_one():
    assert ahead_in_words(1, WORDS["en"]) == "1 person ahead"


def test_dots_are_packed_from_the_left_black_being_one():
    paper = Image.new("L", (16, 2), 255)
    paper.putpixel((0, 0), 0)
    paper.putpixel((15, 1), 0)
    paper.putpixel((9, 0), 200)
    raster = Raster(16, b"\x80\x00\x00\x01")
    assert picture(raster).tobytes()[0] == 0
    kept = BytesIO()
    paper.save(kept, "PNG")
    assert Raster.from_png(kept.getvalue()) == raster
    assert Raster.from_png(raster.png()) == raster


@pytest.mark.parametrize(("width", "packed"), [(0, b""), (12, b"ab"), (16, b"abc"), (16, b"")])
def test_dots_that_make_no_picture_are_refused(width, packed):
    with pytest.raises(ValueError, match="row"):
        Raster(width, packed)


def test_a_template_of_several_pages_is_no_picture():
    data = slip_data(a_slip(), width_dots=576)
    with pytest.raises(printing.PrintingError, match="one page"):
        printing.render_picture(TEMPLATE.parents[2] / "foundation" / "tests" / "two_pages.typ", data)
