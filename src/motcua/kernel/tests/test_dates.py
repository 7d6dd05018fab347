from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.dates import format_date, format_day, format_moment, parse_date
from motcua.kernel.errors import InvalidInputError


@given(
    st.dates(),
    st.sampled_from(
        [
            "{d}/{m}/{y:04}",
            "{d:02}/{m:02}/{y:04}",
            "{d}.{m}.{y:04}",
            "{d:02}-{m:02}-{y:04}",
            " {d} / {m} / {y:04} ",
            "{d} {m} {y:04}",
            "{d:02}{m:02}{y:04}",
            "{y:04}-{m:02}-{d:02}",
        ]
    ),
)
def test_dates_read_back_in_every_notation(day, notation):
    assert parse_date(notation.format(d=day.day, m=day.month, y=day.year)) == day


def test_dates_and_moments_for_the_eye():
    assert format_date(date(2026, 9, 2)) == "02/09/2026"
    assert format_day(date(2026, 11, 29)) == "Chủ nhật, 29/11/2026"
    assert format_moment(datetime(2026, 11, 24, 10, 30)) == "thứ Ba, 24/11/2026 lúc 10:30"


def test_a_moment_is_shown_in_the_time_of_hanoi():
    assert format_moment(datetime(2026, 11, 24, 20, 5, tzinfo=UTC)) == "thứ Tư, 25/11/2026 lúc 03:05"


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        ("", "empty", "Hãy nhập ngày, ví dụ 24/11/2026."),
        ("hôm qua", "shape", "Hãy nhập ngày theo thứ tự ngày/tháng/năm, ví dụ 24/11/2026."),
        ("1/9/85", "year", "Hãy nhập năm bằng 4 chữ số, ví dụ 1985."),
        ("1/9/0000", "year", "Hãy nhập năm bằng 4 chữ số, ví dụ 1985."),
        ("1/13/2020", "month", "Tháng là số từ 1 đến 12; tháng vừa nhập là 13."),
        ("29/02/2025", "day", "Tháng 2 năm 2025 có 28 ngày; ngày vừa nhập là 29."),
        ("31-4-2026", "day", "Tháng 4 năm 2026 có 30 ngày; ngày vừa nhập là 31."),
        ("2026-11-00", "day", "Tháng 11 năm 2026 có 30 ngày; ngày vừa nhập là 0."),
    ],
)
def test_a_mistake_is_explained(typed, code, sentence):
    with pytest.raises(InvalidInputError) as caught:
        parse_date(typed)
    assert (caught.value.code, caught.value.message_vi) == (f"kernel:date:{code}", sentence)
