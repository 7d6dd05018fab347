from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.durations import format_working_time
from motcua.kernel.identifiers import LookupNumber, PhoneNumber
from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.speech import (
    Use,
    code_in_words,
    date_in_words,
    limit_in_words,
    moment_in_words,
    time_in_words,
    weekday_in_words,
    working_time_in_words,
)
from motcua.kernel.tests.vietnamese import any_text

minutes = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("day", "use", "words"),
    [
        (date(2026, 11, 24), Use.NORTHERN, "ngày hai mươi tư tháng mười một năm hai nghìn không trăm hai mươi sáu"),
        (date(2026, 11, 24), Use.SOUTHERN, "ngày hai mươi bốn tháng mười một năm hai ngàn không trăm hai mươi sáu"),
        (date(2005, 4, 1), Use.NORTHERN, "ngày mồng một tháng tư năm hai nghìn không trăm linh năm"),
        (date(1985, 9, 10), Use.SOUTHERN, "ngày mùng mười tháng chín năm một ngàn chín trăm tám mươi lăm"),
    ],
)
def test_dates(day, use, words):
    assert date_in_words(day, use) == words


@given(st.dates(), st.dates(), st.sampled_from(Use))
def test_two_dates_never_sound_the_same(first, second, use):
    assert (date_in_words(first, use) == date_in_words(second, use)) == (first == second)


def test_the_days_of_the_week():
    names = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]
    assert [weekday_in_words(date(2026, 11, 23) + timedelta(days=later)) for later in range(7)] == names


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(0, 0), "không giờ"),
        (time(0, 15), "không giờ mười lăm phút"),
        (time(8, 0), "tám giờ sáng"),
        (time(10, 30), "mười giờ ba mươi phút sáng"),
        (time(12, 0), "mười hai giờ trưa"),
        (time(14, 5), "hai giờ năm phút chiều"),
        (time(17, 0), "năm giờ chiều"),
        (time(19, 45), "bảy giờ bốn mươi lăm phút tối"),
        (time(23, 1), "mười một giờ một phút đêm"),
    ],
)
def test_times_of_day(moment, words):
    assert time_in_words(moment) == words


@given(minutes, minutes)
def test_two_times_never_sound_the_same(first, second):
    assert (time_in_words(first) == time_in_words(second)) == (first == second)


def test_a_moment_is_told_in_the_time_of_hanoi():
    words = "mười giờ ba mươi phút sáng thứ Ba, ngày hai mươi tư tháng mười một năm hai nghìn không trăm hai mươi sáu"
    assert moment_in_words(datetime(2026, 11, 24, 3, 30, tzinfo=UTC)) == words
    assert moment_in_words(datetime(2026, 11, 24, 10, 30)) == words


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit.of(15, LimitUnit.WORKING_DAYS), "mười lăm ngày làm việc"),
        (Limit.of("0.5", LimitUnit.WORKING_DAYS), "không phẩy năm ngày làm việc"),
        (Limit.of(4, LimitUnit.WORKING_HOURS), "bốn giờ làm việc"),
        (Limit.same_day(), "ngay trong ngày"),
    ],
)
def test_limits(limit, words):
    assert limit_in_words(limit) == words


@pytest.mark.parametrize(
    ("amount", "text", "words"),
    [
        (timedelta(hours=11), "1 ngày 3 giờ làm việc", "một ngày ba giờ làm việc"),
        (timedelta(hours=8), "1 ngày làm việc", "một ngày làm việc"),
        (timedelta(hours=168, minutes=5), "21 ngày 5 phút làm việc", "hai mươi mốt ngày năm phút làm việc"),
        (timedelta(minutes=45, seconds=59), "45 phút làm việc", "bốn mươi lăm phút làm việc"),
        (timedelta(0), "0 phút làm việc", "không phút làm việc"),
    ],
)
def test_spans_of_working_time(amount, text, words):
    assert format_working_time(amount) == text
    assert working_time_in_words(amount) == words


def test_working_time_does_not_run_backwards():
    with pytest.raises(ValueError, match="forwards"):
        format_working_time(timedelta(minutes=-1))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("H28.13-0001", "hát hai tám chấm một ba gạch ngang không không không một"),
        ("A 012", "a, không một hai"),
        ("qđ/ubnd", "quy đê gạch chéo u bê en-nờ dê"),
        ("(12)", "một hai"),
        ("", ""),
    ],
)
def test_codes_are_read_sign_by_sign(code, words):
    assert code_in_words(code) == words


def test_groups_are_heard_as_groups():
    assert code_in_words(PhoneNumber("0912345678").formatted) == "không chín một hai, ba bốn năm, sáu bảy tám"
    assert code_in_words(LookupNumber("123456789012").formatted).count(",") == 2


@given(any_text)
def test_any_code_can_be_read(text):
    assert "  " not in code_in_words(text)
