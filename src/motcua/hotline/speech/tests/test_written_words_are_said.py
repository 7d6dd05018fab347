"""What stands in the catalogue of procedures, as people read it out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.hotline.speech.ear import for_the_ear, without_citations
from motcua.hotline.speech.fragment import LONGEST, cut

SAID = [
    ("01 bản chính", "một bản chính"),
    ("1. 01 (một) bản chính", "một bản chính"),
    ("UBND cấp xã", "Ủy ban nhân dân cấp xã"),
    ("Thẻ CCCD/CMND", "Thẻ căn cước công dân hoặc chứng minh nhân dân"),
    ("Mẫu số 05a", "Mẫu số năm a"),
    ("Mẫu TP/HT-2012-TKKS.1 đính kèm", "Mẫu quy định đính kèm"),
    (
        "Nghị định số 154/2024/NĐ-CP",
        "Nghị định số một trăm năm mươi tư năm hai nghìn không trăm hai mươi tư của Chính phủ",
    ),
    (
        "Thông tư 17/2024/TT-BCA của Bộ Công an",
        "Thông tư số mười bảy năm hai nghìn không trăm hai mươi tư của Bộ Công an",
    ),
    (
        "Quyết định 188/2007/QĐ-TTg",
        "Quyết định số một trăm tám mươi tám năm hai nghìn không trăm linh bảy của Thủ tướng Chính phủ",
    ),
    ("ngày 05/02/2026", "ngày mồng năm tháng hai năm hai nghìn không trăm hai mươi sáu"),
    ("50.000 đồng/lần", "năm mươi nghìn đồng hoặc lần"),
    ("lệ phí 1.250.000đ", "lệ phí một triệu hai trăm năm mươi nghìn đồng"),
    ("0,5 ngày", "không phẩy năm ngày"),
    ("12,05%", "mười hai phẩy không năm phần trăm"),
    ("diện tích 300m2", "diện tích ba trăm mét vuông"),
    ("ảnh 4x6", "ảnh bốn nhân sáu"),
    ("(nếu có)", "nếu có"),
    ("Giấy khai sinh (bản sao); Giấy kết hôn", "Giấy khai sinh, bản sao, Giấy kết hôn"),
    ("- Đơn đề nghị", "Đơn đề nghị"),
    ("a) Đơn đề nghị; b) Bản sao", "Đơn đề nghị, Bản sao"),
    ("cấp I, cấp II", "cấp một, cấp hai"),
    ("Phụ lục V", "Phụ lục năm"),
    ("điểm d khoản 6 Điều 21", "điểm dê khoản sáu Điều hai mươi mốt"),
    ("KHÔNG CẦN XÁC NHẬN", "không cần xác nhận"),
    ("dichvucong.gov.vn", "dichvucong chấm gov chấm vn"),
    ("08:30", "tám giờ ba mươi phút"),
    ("qua VNeID", "qua vi en ai đi"),
    ("", ""),
    ("…", ""),
]


@pytest.mark.parametrize(("written", "said"), SAID)
def test_as_people_say_it(written, said):
    assert for_the_ear(written) == said


def test_english_figures_are_said_in_english():
    said = for_the_ear("Due at 17:00 on 24/11/2026, 1 original, 20%", "en")
    assert said == (
        "Due at seventeen hours on the twenty fourth of November two thousand and twenty six, one original, twenty per cent"
    )


def test_a_paper_is_told_without_the_decree_of_its_form():
    name = (
        "Tờ khai theo Mẫu số 15d ban hành kèm theo Nghị định số 151/2025/NĐ-CP ngày 12/6/2025 của Chính phủ, bản chính"
    )
    assert without_citations(name) == "Tờ khai theo Mẫu số 15d, bản chính"
    assert without_citations("Giấy khai sinh") == "Giấy khai sinh"


@given(st.text(max_size=300) | st.text("aàđ0159.,/-()%IVX \nMẫuSố", max_size=120))
def test_nothing_is_left_that_no_voice_can_say(written):
    for language in ("vi", "en"):
        said = for_the_ear(written, language)
        assert not re.search(r"[\d_]|[^\w\s,.]", said), said
        assert said == said.strip()


@given(st.text("aàđbc ,.", max_size=600))
def test_a_long_text_is_cut_where_a_speaker_breathes_and_nothing_is_lost(text):
    parts = list(cut(text))
    assert " ".join(parts).split() == text.split()
    assert all(len(part.split()) <= LONGEST for part in parts)
