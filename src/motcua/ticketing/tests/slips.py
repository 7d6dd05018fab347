"""Slips to print in tests: invented numbers of an invented centre."""

from datetime import datetime
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image

from motcua.kernel.clock import HANOI
from motcua.ticketing.printing import Raster, TicketSlip

URL = "https://motcua.thanhgiang.example/so/7Qx2mK9vLp4RtY8w"
LONG_GROUP = "Đăng ký đất đai, tài sản gắn liền với đất; đo đạc, bản đồ; môi trường, khoáng sản"


def a_slip(**changes: Any) -> TicketSlip:
    """A ticket of the land group with every line on it but priority and trial."""
    return TicketSlip(
        **{
            "unit": "Trung tâm Phục vụ hành chính công tỉnh Thanh Giang",
            "group": "Đất đai – Môi trường",
            "number": "A 0012",
            "ahead": 7,
            "issued_at": datetime(2026, 11, 25, 8, 35, tzinfo=HANOI),
            "follow_url": URL,
            "wait_p50": 5,
            "wait_p90": 25,
            "hall": "Khu B, tầng 1",
            **changes,
        }
    )


def picture(raster: Raster) -> Image.Image:
    with Image.open(BytesIO(raster.png())) as opened:
        return opened.convert("L")


def codes_on(raster: Raster) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture(raster))]
