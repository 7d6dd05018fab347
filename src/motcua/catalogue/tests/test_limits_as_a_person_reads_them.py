"""Time limits: what a cell and the prose beside it say (domain: giờ làm việc, ngày làm việc, ngày, tháng)."""

from decimal import Decimal

import pytest

from motcua.catalogue import accuracy
from motcua.catalogue.parsing import limits, statements
from motcua.kernel.limits import Limit, LimitUnit

WORKING_DAYS, DAYS, HOURS, MONTHS = (
    LimitUnit.WORKING_DAYS,
    LimitUnit.CALENDAR_DAYS,
    LimitUnit.WORKING_HOURS,
    LimitUnit.MONTHS,
)
SAME_DAY = Limit.same_day()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("5 Ngày làm việc", Limit.of(5, WORKING_DAYS)),
        ("05 ngày làm việc", Limit.of(5, WORKING_DAYS)),
        ("15 Ngày", Limit.of(15, DAYS)),
        ("8 Giờ", Limit.of(8, HOURS)),
        ("4 giờ làm việc", Limit.of(4, HOURS)),
        ("30 phút", Limit.of("0.5", HOURS)),
        ("4 Tháng", Limit.of(4, MONTHS)),
        ("2 năm", Limit.of(24, MONTHS)),
        ("2 tuần", Limit.of(14, DAYS)),
        ("0.5 Ngày làm việc", Limit.of("0.5", WORKING_DAYS)),
        ("2,5 ngày làm việc", Limit.of("2.5", WORKING_DAYS)),
        ("1/2 ngày làm việc", Limit.of("0.5", WORKING_DAYS)),
        ("07 (bảy) ngày làm việc", Limit.of(7, WORKING_DAYS)),
        ("Mười lăm (15) ngày", Limit.of(15, DAYS)),
        ("ba mươi ngày", Limit.of(30, DAYS)),
        ("5 - 7 ngày làm việc", Limit.of(7, WORKING_DAYS)),
        ("từ 10 đến 25 ngày", Limit.of(25, DAYS)),
        ("5 ngày làm việc hoặc 10 ngày làm việc", Limit.of(10, WORKING_DAYS)),
        ("Trong ngày làm việc", SAME_DAY),
        ("Ngay sau khi nhận đủ hồ sơ hợp lệ", SAME_DAY),
        ("Không có thông tin", None),
        ("Không quy định", None),
        ("Trước khi tàu cập cảng", None),
        ("0 Giờ", None),
        ("1,5 tháng", None),
        ("99999 ngày", None),
        ("", None),
    ],
)
def test_a_cell_with_its_unit(cell, expected):
    assert limits.read_cell(cell).limit == expected


@pytest.mark.parametrize(("cell", "bare"), [("1", Decimal(1)), ("2.5", Decimal("2.5")), ("5 Ngày", None), ("", None)])
def test_a_number_without_a_unit_stays_a_number(cell, bare):
    read = limits.read_cell(cell)
    assert read.bare == bare
    assert bare is None or read.limit is None


@pytest.mark.parametrize(
    "text",
    ["ngày 16 tháng 6 năm 2014", "Nghị định số 30 ngày 28/4/2022", "Điều 5 ngày", "chậm nhất ngày 20 tháng đầu tiên"],
)
def test_dates_are_no_limits(text):
    assert list(limits.quantities(text)) == []


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("05 ngày làm việc kể từ ngày nhận được hồ sơ đầy đủ", Limit.of(5, WORKING_DAYS)),
        ("Thời hạn giải quyết: 13 ngày làm việc, kể từ ngày tiếp nhận hồ sơ", Limit.of(13, WORKING_DAYS)),
        ("Thời hạn giải quyết: Ngay sau khi nhận đủ hồ sơ theo quy định.", SAME_DAY),
        ("Cấp mới: 07 ngày làm việc; cấp lại: 02 ngày làm việc, kể từ ngày nhận đủ hồ sơ", Limit.of(7, WORKING_DAYS)),
        ("10 ngày kể từ ngày nhận đủ hồ sơ. Hồ sơ không hợp lệ thì trong 30 ngày phải nộp lại", Limit.of(10, DAYS)),
        ("30 ngày kể từ ngày thụ lý; vụ việc phức tạp có thể kéo dài nhưng không quá 45 ngày", Limit.of(30, DAYS)),
        ("Thời hạn giải quyết 02 ngày làm việc và 45 ngày", None),
        ("Thẩm định hồ sơ: 50 ngày; trả kết quả: 02 ngày làm việc, kể từ ngày có kết quả thẩm định", None),
        ("09 ngày làm việc kể từ ngày nhận hồ sơ; 01 ngày làm việc kể từ ngày kết thúc kiểm tra", None),
        ("Trả kết quả trong ngày làm việc tiếp theo", None),
        ("Gửi hồ sơ qua đường bưu điện", None),
    ],
)
def test_what_a_description_states_of_the_whole(prose, expected):
    assert statements.read(prose) == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("Trong thời hạn 03 ngày làm việc kể từ ngày nhận được hồ sơ hợp lệ, cơ quan cấp giấy chứng nhận.", 3),
        ("Trong 10 ngày kể từ ngày nhận hồ sơ, doanh nghiệp nộp bổ sung.", None),
        (
            "Trong 05 ngày làm việc kể từ ngày nhận hồ sơ, Sở thẩm định. Trong 02 ngày làm việc kể từ ngày nhận được kết quả thẩm định, Ủy ban cấp giấy.",
            None,
        ),
    ],
)
def test_steps_count_only_from_the_dossier_to_the_result(steps, expected):
    assert statements.read_steps(steps) == (expected and Limit.of(expected, WORKING_DAYS))


def test_a_cell_is_heard_before_the_prose():
    cell = limits.read_cell("14 Giờ")
    assert statements.resolve(cell, "tối đa không quá 14 ngày kể từ ngày nhận hồ sơ", "") == Limit.of(14, HOURS)


def test_a_number_takes_the_unit_that_the_steps_give_it():
    steps = "Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ"
    assert statements.resolve(limits.read_cell("5"), "", steps) == Limit.of(5, WORKING_DAYS)
    assert statements.resolve(limits.read_cell("5"), "", steps + "; niêm yết 5 tháng") is None


def test_what_comes_before_three_is_answered_on_the_same_day():
    steps = "Nhận hồ sơ sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo"
    assert statements.resolve(limits.read_cell("1"), "", steps) == SAME_DAY


def test_the_limits_of_two_hundred_procedures():
    found = accuracy.of_fixture()
    assert found.checked == 200
    assert found.share >= 0.99, found.misread
