"""When a unit is open, which days it is closed, where it is and who waits."""

from datetime import date, datetime

import pytest

from motcua.hotline.speech import spoken
from motcua.hotline.speech.centre import address, closed_days, open_now, opening_hours, waiting
from motcua.kernel.clock import HANOI
from motcua.worktime import Calendar, DayHours, WeeklyHours

UNIT = "Trung tâm Phục vụ hành chính công xã Bình An"
USUAL = Calendar()
YEAR = "năm hai nghìn không trăm hai mươi sáu"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at(25, 8), f"{UNIT} đang mở cửa đến mười một giờ ba mươi phút trưa."),
        (at(25, 11, 30), f"{UNIT} đang đóng cửa, hôm nay mở cửa lại lúc một giờ ba mươi phút chiều."),
        (at(25, 6), f"{UNIT} đang đóng cửa, hôm nay mở cửa lại lúc bảy giờ sáng."),
        (at(25, 17), f"{UNIT} đang đóng cửa, mở cửa lại lúc bảy giờ sáng thứ Năm, ngày hai mươi sáu tháng mười một {YEAR}."),
        (at(28, 9), f"{UNIT} đang đóng cửa, mở cửa lại lúc bảy giờ sáng thứ Hai, ngày ba mươi tháng mười một {YEAR}."),
    ],
)  # fmt: skip
def test_whether_it_is_open_now(now, said):
    assert spoken(open_now(UNIT, USUAL, now=now, language="vi")) == said


def test_nothing_is_said_of_a_unit_that_never_opens():
    assert open_now(UNIT, Calendar([WeeklyHours({})]), now=at(25, 8), language="vi") == ()


def test_days_with_the_same_hours_are_told_together():
    week = WeeklyHours(
        {**dict.fromkeys(range(5), DayHours.parse("07:30-11:30 13:00-17:00")), 5: DayHours.parse("08:00-11:00")}
    )
    said = spoken(opening_hours(UNIT, Calendar([week]), today=date(2026, 11, 24), language="vi"))
    assert said == (
        f"Giờ làm việc của {UNIT}. Từ thứ Hai đến thứ Sáu, từ bảy giờ ba mươi phút sáng đến mười một giờ ba mươi phút trưa, "
        "và từ một giờ chiều đến năm giờ chiều. thứ Bảy, từ tám giờ sáng đến mười một giờ trưa."
    )


def test_a_holiday_in_the_week_does_not_hide_the_usual_hours():
    said = opening_hours(UNIT, USUAL, today=date(2026, 8, 24), language="vi")
    assert said == opening_hours(UNIT, USUAL, today=date(2026, 11, 24), language="vi")


def test_unknown_hours_are_said_to_be_unknown():
    said = spoken(opening_hours(UNIT, Calendar([WeeklyHours({})]), today=date(2026, 11, 24), language="vi"))
    assert said.endswith("Chưa có thông tin về giờ làm việc.")


def test_holidays_in_a_row_are_one_stretch():
    said = spoken(closed_days(USUAL, today=date(2026, 4, 20), language="vi"))
    assert "thứ Năm, ngày ba mươi tháng tư" in said
    assert ", đến hết " in said
    assert spoken(closed_days(USUAL, today=date(2026, 6, 1), language="vi")) == (
        "Trong ba mươi ngày tới không có ngày nghỉ lễ."
    )


def test_one_holiday_alone_is_one_day():
    said = spoken(closed_days(USUAL, today=date(2026, 11, 1), language="vi"))
    assert said == (f"Trong ba mươi ngày tới, nghỉ các ngày sau. thứ Ba, ngày hai mươi tư tháng mười một {YEAR}.")


def test_the_address_is_in_words_and_the_number_in_groups():
    said = spoken(address(UNIT, "12 Trần Phú, P. Bình An", "02033.123.456", language="vi"))
    assert said == (
        f"Địa chỉ của {UNIT}, Mười hai Trần Phú, phường Bình An. "
        "Số điện thoại, không hai, không ba ba, một hai ba, bốn năm sáu."
    )
    assert address(UNIT, "", "", language="vi") == ()


@pytest.mark.parametrize(
    ("people", "minutes", "said"),
    [
        (0, 0, "Hiện không có ai đang chờ. Lấy số là được gọi ngay."),
        (1, None, "Hiện có một người đang chờ."),
        (12, 23, "Hiện có mười hai người đang chờ. Thời gian chờ khoảng hai mươi lăm phút."),
        (3, 7, "Hiện có ba người đang chờ. Thời gian chờ khoảng bảy phút."),
        (2, 1, "Hiện có hai người đang chờ. Lấy số là được gọi ngay."),
    ],
)
def test_who_waits_now(people, minutes, said):
    assert spoken(waiting(people, minutes, language="vi")) == said


def test_english_callers_hear_it_in_english():
    assert (
        spoken(open_now(UNIT, USUAL, now=at(25, 8), language="en"))
        == f"{UNIT} is open until eleven thirty in the morning."
    )
    assert (
        spoken(waiting(12, 23, language="en"))
        == "twelve people are waiting now. The wait is about twenty five minutes."
    )
