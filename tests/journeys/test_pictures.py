"""The README's pictures, taken from the product: into var/screenshots/readme, or where PICTURES says (`make screenshots`)."""

import io
import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / os.environ.get("PICTURES", "var/screenshots/readme")
HEAVIEST = 150_000
COLOURS = 64
"""Text and flat colours need no more, and a picture weighs a third."""
GUIDE_WIDTH = 794
"""Pixels of an A4 sheet's width on a screen."""

ON_A_PHONE = {"home": "/", "search": "/thu-tuc/?q=sang+tên+sổ+đỏ", "procedure": "/thu-tuc/1.001193/"}
AT_A_DESK = {
    "staff-home": "/noi-bo/",
    "import-report": "/noi-bo/nhap-thu-tuc/{report}/",
    "gallery": "/giao-dien/can-bo/",
}


def keep(picture: Image.Image, name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.png"
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < HEAVIEST


def picture_of(page) -> Image.Image:
    page.evaluate("document.fonts.ready")
    return Image.open(io.BytesIO(page.screenshot()))


def test_pictures_of_the_portal_on_a_phone(person):
    citizen = person(PHONE, device_scale_factor=2)
    for name, path in ON_A_PHONE.items():
        keep(picture_of(citizen.goes_to(path)), f"{name}-360")


def test_picture_of_the_printed_guide(person, served):
    response = person().context.request.get(f"{served.address}/thu-tuc/1.001193/huong-dan.pdf")
    with pypdfium2.PdfDocument(response.body()) as document:
        sheet = document[0]
        keep(sheet.render(scale=GUIDE_WIDTH / sheet.get_width()).to_pil(), "guide")


def test_pictures_of_the_desk(person, served):
    administrator = person(DESK)
    administrator.signs_in("quantri").wait_for_url("**/noi-bo/")
    for name, path in AT_A_DESK.items():
        keep(picture_of(administrator.goes_to(path.format(**served.numbers))), f"{name}-1366")
