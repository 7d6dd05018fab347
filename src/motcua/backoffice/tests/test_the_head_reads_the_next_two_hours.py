"""The next two hours on the hall's page: the figures, the advice in words, and each state without them."""

from datetime import timedelta

import pytest
from django.utils.html import strip_tags

from motcua.accounts.rules.roles import Role
from motcua.accounts.tests.factories import StaffFactory
from motcua.backoffice.forecast import State, advice_sentence, clock_of, shown, verdict
from motcua.foundation.remembered import forget_everything
from motcua.kernel import clock
from motcua.ticketing.hall.advice import Advice, Option, Quarter
from motcua.ticketing.hall.forecast import Forecast, GroupForecast
from motcua.ticketing.models import Hall, HallForecast
from motcua.ticketing.selectors.hall import hall_of
from motcua.ticketing.services.forecasting import forecasts_due, make_forecast
from motcua.ticketing.tests.scene import hall, hand_clock
from motcua.ticketing.vocabulary import QueueMode

__all__ = ["hall", "hand_clock"]

pytestmark = pytest.mark.django_db

QUERIES = 25
"""Session, staff, roles; the unit, the hall and its calendar; the overview and refused priorities; the forecast, and once a minute that it is read."""
NAMES = {"1": "Hộ tịch, chứng thực", "2": "Đất đai", "3": "Công an: căn cước, cư trú"}
OPEN = Advice(Option("2", 630.0), 41, 18, 300, (("1", 9.0, 10.2),))
MOVE = Advice(Option("2", 631.4, 7, "1"), 41, 22, 200, (("3", 1.0, 9.0), ("1", 9.2, 14.4)))


@pytest.fixture
def leader(hall, signed_in):
    return signed_in(StaffFactory(roles=Role.HEAD_OF_UNIT, roles__at=hall.unit))


def forecast_for(hall, p90=4.0, advice=()):
    """Nobody comes for civil status; at the land's queue people wait so long in the second half hour."""
    quiet = tuple(Quarter(480.0 + 15 * step, 0.0, 0.0) for step in range(1, 9))
    quarters = tuple(Quarter(480.0 + 15 * step, 3.2 + step, p90 if step in {3, 4} else 4.0) for step in range(1, 9))
    groups = (GroupForecast(str(hall.civil.pk), 0, quiet, 0.0), GroupForecast(str(hall.land.pk), 3, quarters, p90))
    return Forecast(480.0, groups, tuple(advice))


def store(hall, forecast, *, minutes_ago=0):
    at = clock.now() - timedelta(minutes=minutes_ago)
    HallForecast.objects.create(
        unit=hall.unit, watched_at=at, computed_at=at, payload=forecast.to_json() if forecast else None
    )


def words(response) -> str:
    assert response.status_code == 200, response.status_code
    return " ".join(strip_tags(response.text.replace("</t", " </t")).split())


def page(leader, hall, **asked) -> str:
    return words(leader.get(f"/noi-bo/sanh/{hall.unit.code}/", asked))


def test_opening_a_counter_is_said_in_one_sentence():
    assert advice_sentence(OPEN, NAMES) == (
        "Mở thêm một quầy cho Đất đai đến 10:30: thời gian chờ (9/10 người) giảm từ 41 xuống 18 phút."
    )


def test_where_one_counter_is_too_little_for_the_line_it_says_what_all_save():
    assert advice_sentence(Advice(Option("2", 1020.0), 462, 447, 6129), NAMES) == (
        "Mở thêm một quầy cho Đất đai đến 17:00: thời gian chờ (9/10 người) giảm từ 462 xuống 447 phút; "
        "mọi người cộng lại bớt chờ 102 giờ."
    )


def test_moving_a_counter_says_who_pays_for_it_the_giver_first():
    assert advice_sentence(MOVE, NAMES) == (
        "Chuyển quầy 7 từ Hộ tịch, chứng thực sang Đất đai đến 10:30: "
        "thời gian chờ (9/10 người) giảm từ 41 xuống 22 phút; "
        "Hộ tịch, chứng thực tăng từ 9 lên 14 phút; Công an: căn cước, cư trú tăng từ 1 lên 9 phút."
    )


def test_times_are_told_to_five_minutes():
    assert [clock_of(minute) for minute in (420, 637.6, 599)] == ["07:00", "10:40", "10:00"]


def test_without_advice_a_calm_hall_and_a_hard_one_are_told_apart(hall):
    names = {str(hall.civil.pk): "Hộ tịch", str(hall.land.pk): "Đất đai"}
    assert verdict(forecast_for(hall), names).startswith("Sảnh đang ổn: trong hai giờ tới, 9/10 người")
    assert verdict(forecast_for(hall, p90=44.0), names) == (
        "Đất đai có thể chờ đến 44 phút (9/10 người), nhưng mở thêm hay chuyển một quầy đều không giúp rõ rệt."
    )


def test_the_first_look_says_that_it_is_being_reckoned_and_wishes_for_it(leader, hall):
    hall.counter()
    assert "Đang tính dự báo lần đầu" in page(leader, hall)
    assert forecasts_due(clock.now()) == [hall.unit.pk]
    assert make_forecast(hall.unit.pk)
    text = page(leader, hall)
    assert "Đang tính" not in text
    assert "Sảnh đang ổn" in text


def test_the_page_shows_figures_and_advice(leader, hall):
    advice = Advice(Option(str(hall.land.pk), 570.0), 41, 18, 300)
    store(hall, forecast_for(hall, 41.0, [advice]))
    response = leader.get(f"/noi-bo/sanh/{hall.unit.code}/")
    text = words(response)
    assert "Mở thêm một quầy cho Đất đai đến 09:30: thời gian chờ (9/10 người) giảm từ 41 xuống 18 phút." in text
    assert "B · Đất đai 3 4 5 6, chờ đến 41 phút 7, chờ đến 41 phút 8 9 10 11 41" in text
    assert "08:15 08:30 08:45 09:00 09:15 09:30 09:45 10:00" in text
    assert "Mỗi cách được tính riêng" not in text
    assert "hall-forecast" not in text  # the channel is in the signed ticket only


def test_two_advices_say_that_each_stands_alone(leader, hall):
    land, civil = str(hall.land.pk), str(hall.civil.pk)
    both = [Advice(Option(land, 570.0), 41, 18, 300), Advice(Option(land, 570.0, 7, civil), 41, 22, 200)]
    store(hall, forecast_for(hall, 41.0, both))
    text = page(leader, hall)
    assert "Chuyển quầy 7 từ Hộ tịch, chứng thực sang Đất đai" in text
    assert "Mỗi cách được tính riêng" in text


def test_an_old_forecast_is_not_shown(leader, hall):
    store(hall, forecast_for(hall), minutes_ago=11)
    text = page(leader, hall)
    assert "Dự báo gần nhất, lúc 07:49, đã cũ" in text
    assert "Sảnh đang ổn" not in text
    HallForecast.objects.update(computed_at=clock.now() - timedelta(days=1))
    assert "Đang tính dự báo lần đầu" in page(leader, hall)


def test_without_open_counters_it_says_so(leader, hall):
    store(hall, None)
    assert "Chưa có quầy nào mở" in page(leader, hall)


def test_a_closed_hall_has_nothing_to_foresee(leader, hall, hand_clock):
    hand_clock.passes(-150)
    assert "Sảnh chưa mở cửa. Dự báo có từ lúc bắt đầu lấy số, 06:00." in page(leader, hall)
    assert not HallForecast.objects.exists()
    evening = shown(hall_of(hall.unit.pk), None, clock.now() + timedelta(hours=12))
    assert (evening.state, evening.message) == (
        State.CLOSED,
        "Sảnh đã đóng cửa hôm nay, nên không còn gì để dự báo.",
    )
    Hall.objects.create(unit=hall.unit, mode=QueueMode.FED.value)
    forget_everything()
    assert "Hôm nay sảnh không lấy số" in page(leader, hall)


def test_the_past_has_no_forecast(leader, hall, hand_clock):
    store(hall, forecast_for(hall))
    hand_clock.passes(5)
    assert "Hai giờ tới" not in page(leader, hall, at="08:02")


def test_a_group_that_was_closed_since_is_left_out(leader, hall):
    gone = Advice(Option("999999", 570.0), 41, 18, 300)
    forecast = forecast_for(hall, advice=[gone])
    store(hall, Forecast(480.0, (*forecast.groups, GroupForecast("999999", 3, (), 50.0)), (gone,)))
    assert "Sảnh đang ổn" in page(leader, hall)


def test_only_who_leads_the_hall_sees_it(hall, signed_in):
    store(hall, forecast_for(hall))
    for staff in (
        StaffFactory(roles=Role.HEAD_OF_UNIT),
        StaffFactory(roles=Role.RECEPTION, roles__at=hall.unit),
        StaffFactory(is_device=True, roles=Role.DISPLAY, roles__at=hall.unit),
    ):
        assert signed_in(staff).get(f"/noi-bo/sanh/{hall.unit.code}/").status_code == 403


def test_the_questions_are_few_however_full_the_hall(leader, hall, hand_clock, django_assert_max_num_queries):
    hall.counter()
    store(hall, forecast_for(hall))
    for _ in range(12):
        hall.take(hall.land)
    hand_clock.passes(2)
    forget_everything()
    with django_assert_max_num_queries(QUERIES):
        page(leader, hall)
