"""Whatever the receipt, the sentences name the same start, the same days left out and the same due date."""

import re
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings

from motcua.kernel.clock import HANOI
from motcua.kernel.limits import Limit, LimitUnit
from motcua.worktime import Calendar, ClockLedger, ClockStart, deadline, explain, explain_clock
from motcua.worktime.tests.oracle import Oracle, minute_of, moment_of
from motcua.worktime.tests.test_due_date_equals_the_oracle import BY_DATE, WORKING
from motcua.worktime.tests.worlds import calendar_of, receipts

WEEKDAYS = ["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"]
DAY = re.compile(r"([Tt]hứ [^\W\d]+|[Cc]hủ nhật) (\d\d)/(\d\d)/(\d{4})")
MOMENT = re.compile(r"(\d\d):(\d\d) (?:thứ [^\W\d]+|Chủ nhật) (\d\d)/(\d\d)/(\d{4})")
cases = settings(max_examples=700, deadline=None, suppress_health_check=list(HealthCheck))


def moments(line):
    return [
        datetime(int(y), int(mo), int(d), int(h), int(mi), tzinfo=HANOI) for h, mi, d, mo, y in MOMENT.findall(line)
    ]


def days(line):
    """Every day that a sentence names, ranges written out; the weekday's name must be right."""
    named = []
    for weekday, day, month, year in DAY.findall(line):
        named.append(date(int(year), int(month), int(day)))
        assert WEEKDAYS[named[-1].weekday()] == weekday.lower()
    if line.startswith("Từ "):
        first, last = named[:2]
        named = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return named


def days_off(lines):
    """The days that the sentences say are off; a swapped day names its counterpart, which is not off."""
    found = set()
    for line in lines:
        if "nghỉ hằng tuần (" in line and line[0].isdigit():
            found.update(days(line))
        elif re.search(r"\d{4} (nghỉ|đơn vị không làm việc)", line):
            found.update(days(re.split(r", làm bù|nghỉ bù", line)[0]))
    return found


def off_between(oracle, first, last):
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {day for day in every if oracle.is_off(day)}


@cases
@given(receipts(WORKING))
def test_working_time_names_every_day_left_out(receipt):
    oracle = Oracle(receipt.world)
    lines = explain(calendar_of(receipt.world), receipt.at, receipt.limit, clock_start=receipt.clock_start)
    policy = {"after_15h_next_day": receipt.after_15h_next_day}
    due = moment_of(oracle.due(minute_of(receipt.at), receipt.limit.quantity, receipt.limit.unit, **policy), HANOI)
    start = moment_of(oracle.start(minute_of(receipt.at), **policy), HANOI)
    received = receipt.at.replace(second=0)
    assert lines[-1].startswith("Hẹn trả: ")
    assert moments(lines[-1]) == [due]
    assert moments(lines[0]) == ([received] if start == received else [received, start])
    assert days_off(lines[2:-1]) == off_between(oracle, received.date(), due.date())


@cases
@given(receipts(BY_DATE))
def test_limits_by_date_name_the_days_that_move_the_end(receipt):
    oracle, calendar = Oracle(receipt.world), calendar_of(receipt.world)
    lines = explain(calendar, receipt.at, receipt.limit, clock_start=receipt.clock_start)
    issued = deadline(calendar, receipt.at, receipt.limit, clock_start=receipt.clock_start)
    assert moments(lines[-1]) == [issued.due_at]
    expected = off_between(oracle, receipt.at.date(), issued.started_at.date())
    if issued.last_day:
        expected |= off_between(oracle, issued.last_day, issued.due_at.date())
        assert any(line.startswith("Ngày cuối của thời hạn") and days(line) == [issued.last_day] for line in lines)
    assert days_off(lines) == expected


def test_the_sentences_of_a_friday_afternoon():
    lines = explain(
        Calendar(),
        datetime(2026, 11, 20, 15, 20, tzinfo=HANOI),
        Limit.of("19.5", LimitUnit.WORKING_HOURS),
        clock_start=ClockStart.NEXT_WORKING_DAY_AFTER_15H,
    )
    assert lines == (
        "Nhận lúc 15:20 thứ Sáu 20/11/2026, sau 15:00 nên tính từ 07:00 thứ Hai 23/11/2026.",
        "Thời hạn giải quyết: 19,5 giờ làm việc.",
        "Thứ Bảy 21/11/2026 và Chủ nhật 22/11/2026 nghỉ hằng tuần (Điều 111 Bộ luật Lao động).",
        "Thứ Ba 24/11/2026 nghỉ Ngày Văn hóa Việt Nam (Điều 2 Nghị quyết 28/2026/QH16).",
        "Hẹn trả: 10:30 thứ Năm 26/11/2026.",
    )


def test_a_provisional_tet_says_so():
    lines = explain(Calendar(), datetime(2027, 2, 4, 9, 0, tzinfo=HANOI), Limit.of(1, LimitUnit.WORKING_DAYS))
    assert lines[2:] == (
        (
            "Từ thứ Sáu 05/02/2027 đến thứ Ba 09/02/2027 nghỉ Tết Nguyên đán (Điều 112 Bộ luật Lao động), "
            "tạm tính vì chưa có quyết định của năm 2027."
        ),
        (
            "Thứ Tư 10/02/2027 và thứ Năm 11/02/2027 nghỉ bù Tết Nguyên đán (khoản 3 Điều 111 Bộ luật Lao động), "
            "tạm tính vì chưa có quyết định của năm 2027."
        ),
        "Hẹn trả: 09:00 thứ Sáu 12/02/2027.",
    )


def test_a_swapped_day_names_its_other_day_and_the_document():
    lines = explain(Calendar(), datetime(2026, 8, 21, 9, 0, tzinfo=HANOI), Limit.of(7, LimitUnit.WORKING_DAYS))
    document = "Thông báo 9441/TB-BNV ngày 16/10/2025"
    assert f"Thứ Bảy 22/08/2026 làm bù cho thứ Hai 31/08/2026 ({document})." in lines
    assert f"Thứ Hai 31/08/2026 nghỉ hoán đổi, làm bù thứ Bảy 22/08/2026 ({document})." in lines
    assert lines[-1] == "Hẹn trả: 09:00 thứ Năm 03/09/2026."


def test_an_end_on_a_day_off_says_where_it_moves_and_by_which_law():
    lines = explain(Calendar(), datetime(2026, 4, 20, 8, 0, tzinfo=HANOI), Limit.of(6, LimitUnit.CALENDAR_DAYS))
    assert lines[2:] == (
        "Tính cả ngày nghỉ, không tính ngày đầu (khoản 2 Điều 147 Bộ luật Dân sự).",
        "Ngày cuối của thời hạn: Chủ nhật 26/04/2026.",
        "Chủ nhật 26/04/2026 nghỉ Giỗ Tổ Hùng Vương (Điều 112 Bộ luật Lao động).",
        "Thứ Hai 27/04/2026 nghỉ bù Giỗ Tổ Hùng Vương (khoản 3 Điều 111 Bộ luật Lao động).",
        "Ngày cuối là ngày nghỉ nên dời đến thứ Ba 28/04/2026 (khoản 5 Điều 148 Bộ luật Dân sự).",
        "Hẹn trả: 17:00 thứ Ba 28/04/2026.",
    )


def test_a_clock_with_a_pause_tells_its_story():
    calendar = Calendar()
    ledger = ClockLedger.start(
        calendar, datetime(2026, 11, 16, 9, 30, tzinfo=HANOI), Limit.of(2, LimitUnit.WORKING_DAYS)
    )
    ledger = ledger.pause(calendar, datetime(2026, 11, 17, 7, 30, tzinfo=HANOI), reason="bổ sung giấy tờ")
    assert explain_clock(calendar, ledger)[-2:] == (
        "Lúc 07:30 thứ Ba 17/11/2026 tạm dừng tính thời hạn (bổ sung giấy tờ).",
        "Ngày hẹn trả mới được tính khi hồ sơ được tiếp tục.",
    )
    ledger = ledger.resume(calendar, datetime(2026, 11, 25, 17, 30, tzinfo=HANOI), reason="đã bổ sung")
    assert explain_clock(calendar, ledger)[-2:] == (
        (
            "Lúc 17:30 thứ Tư 25/11/2026 tính tiếp phần thời hạn còn lại (đã bổ sung), "
            "ngoài giờ làm việc nên tính từ 07:00 thứ Năm 26/11/2026."
        ),
        "Hẹn trả: 09:00 thứ Sáu 27/11/2026.",
    )


def test_a_clock_that_had_run_out_keeps_its_due_date_in_words_too():
    calendar = Calendar()
    ledger = ClockLedger.start(
        calendar, datetime(2026, 11, 16, 9, 30, tzinfo=HANOI), Limit.of(1, LimitUnit.WORKING_DAYS)
    )
    ledger = ledger.pause(calendar, datetime(2026, 11, 18, 8, 0, tzinfo=HANOI), reason="bổ sung giấy tờ")
    ledger = ledger.resume(calendar, datetime(2026, 11, 19, 8, 0, tzinfo=HANOI), reason="đã bổ sung")
    assert explain_clock(calendar, ledger)[-2:] == (
        (
            "Lúc 08:00 thứ Năm 19/11/2026 tính tiếp phần thời hạn còn lại (đã bổ sung), "
            "thời hạn đã hết từ trước nên ngày hẹn trả không đổi."
        ),
        "Hẹn trả: 09:30 thứ Ba 17/11/2026.",
    )


def test_a_reissued_due_date_says_why():
    ledger = ClockLedger.start(Calendar(overrides=()), datetime(2026, 1, 1, 9, 0, tzinfo=HANOI), LIMIT)
    ledger = ledger.reissue(
        Calendar(), datetime(2025, 12, 31, 9, 0, tzinfo=HANOI) + timedelta(days=1), reason="12729/VPCP-KGVX"
    )
    lines = explain_clock(Calendar(), ledger)
    assert "Lúc 09:00 thứ Năm 01/01/2026 tính lại ngày hẹn trả (12729/VPCP-KGVX)." in lines
    assert moments(lines[-1]) == [ledger.due_at]


LIMIT = Limit.of(1, LimitUnit.WORKING_DAYS)
