"""From the keypad to a place: through the tree with real answers, as a call goes; and what happens when the place is gone."""

from datetime import date

import pytest
from django.db import connection

from motcua.dossiers.tests.racing import at_once
from motcua.foundation.remembered import forget_everything
from motcua.hotline import tree
from motcua.hotline.dialogue import TRIAL, Asked, answer, booking
from motcua.hotline.rules import outcome_of
from motcua.hotline.serving.script import fingerprint, sentence
from motcua.hotline.serving.vocabulary import all_fragments
from motcua.hotline.speech.fragment import Fragment, spoken
from motcua.hotline.tree import LONGEST_SENTENCE
from motcua.hotline.vocabulary import CallOutcome
from motcua.kernel import clock
from motcua.ticketing.models import Appointment
from motcua.ticketing.selectors.appointments import slots_of
from motcua.ticketing.services import cancel, check_in
from motcua.ticketing.tests.booking_scene import NINE, TEN, booked, hold, places, plan_for
from motcua.ticketing.tests.scene import hall, hand_clock, new_key
from motcua.voice import flow

__all__ = ["hall", "hand_clock"]

pytestmark = pytest.mark.django_db
OPENING = tree.opening()


class Caller:
    """Presses keys in the opening tree. `said`: what was answered since the last key, `heard`: with the tree's own words."""

    def __init__(self, language="vi", call=""):
        self.fragments, self.names = [], {}
        self.said, self.heard = "", ""
        slots = (("call", call or new_key()), ("caller", "0900000000"), ("source", "192.0.2.1"), ("language", language))
        self.state = flow.State("main", slots=slots)

    def press(self, keys):
        for key in keys:
            self.said = self.heard = ""
            self._go(*flow.step(OPENING.tree, self.state, flow.Key(key)))
        return self.state.node

    def _go(self, state, steps):
        self.state, steps = state, list(steps)
        self.heard += " ".join(self._text(prompt) for s in steps if isinstance(s, flow.Say) for prompt in s.prompts)
        asked = next((step for step in steps if isinstance(step, flow.Ask)), None)
        if asked is not None:
            reply = answer(asked.question, Asked(dict(asked.slots), clock.now()))
            assert len(spoken(reply.said)) <= LONGEST_SENTENCE, "nobody keeps more in mind"
            self.fragments += reply.said
            self.names |= {fragment.name: fragment.text for fragment in reply.said}
            self.said += spoken(reply.said)
            told = tuple(fragment.name for fragment in reply.said)
            event = flow.Answered(reply.outcome, told, tuple(reply.slots.items()))
            self._go(*flow.step(OPENING.tree, self.state, event))
        elif self.state.speaking and isinstance(OPENING.tree.nodes.get(self.state.node), flow.Message):
            self._go(*flow.step(OPENING.tree, self.state, flow.Played()))

    def _text(self, prompt):
        language = "en" if self.state.slot("language") == "en" else "vi"
        known = prompt in OPENING.sentences
        return spoken(sentence(OPENING, prompt, language)) if known else self.names.get(prompt, "")

    @property
    def slots(self):
        return dict(self.state.slots)


@pytest.fixture
def planned(hall, hand_clock):
    """Group A takes appointments, one place each hour; today is Monday 9/11."""
    return plan_for(hall)


def test_what_for_which_day_which_time_and_a_code_in_figures(hall, planned):
    caller = Caller()
    assert caller.press("35") == "appointments"
    assert caller.press("1") == "choose day", "with one group nobody is asked what for"
    assert caller.said.startswith("Chọn ngày. Bấm một, thứ Hai, ngày mồng chín tháng mười một. Bấm hai, thứ Ba")
    assert caller.said.endswith("Nghe tiếp, bấm tám.")
    assert caller.press("1") == "choose time"
    first = caller.slots["times"].split()[0]
    assert caller.said.startswith("Chọn giờ. Bấm một,")
    assert caller.press("1") == "confirm"
    assert "Đang giữ một chỗ cho Hộ tịch, chứng thực, lúc" in caller.said
    row = Appointment.objects.get()
    assert (row.state, row.code, f"{row.starts_at.astimezone(clock.HANOI):%H:%M}") == ("held", None, first)
    assert caller.press("1") == "booked"
    row.refresh_from_db()
    assert (row.state, row.language, len(row.code), row.code.isdigit()) == ("booked", "vi", 12, True)
    assert caller.said.count("Mã lịch hẹn là") == 1
    assert "Nhắc lại" in caller.said
    before, after = caller.said.partition("Mã lịch hẹn là ")[2].split(". Nhắc lại, ")
    assert before == after.rstrip(".")
    assert "đọc cho cán bộ" in caller.heard
    assert caller.press("9") == "booked"
    assert "Mã lịch hẹn là" in caller.heard, "repeated with the code"
    assert outcome_of(["main", "booked"], gave_up=False) == CallOutcome.ANSWERED


def test_asked_again_the_same_call_gets_the_same_appointment(hall, planned):
    caller = Caller()
    caller.press("35111" + "1")
    code = Appointment.objects.get().code
    assert caller.press("*1") == "booked", "back to the confirmation, and pressed again"
    assert caller.press("0" + "3512" + "1" + "1") == "booked", "another day is chosen in the same call"
    assert caller.said.startswith("Cuộc gọi này đã đặt lịch hẹn lúc")
    assert "ngày mồng chín tháng mười một" in caller.said, "the first one's day"
    assert list(Appointment.objects.filter(state="booked").values_list("code", flat=True)) == [code]
    assert not Appointment.objects.filter(state="held").exists(), "the second place is free again"
    cancel(Appointment.objects.get(code=code).token)
    assert caller.press("0" + "35121" + "1") == "main"
    assert "Mỗi cuộc gọi đặt được một lịch hẹn" in caller.heard


def test_the_place_is_taken_while_the_caller_listens(hall, planned):
    caller = Caller()
    caller.press("351" + "2")
    times = caller.slots["times"].split()
    key = str(times.index("09:00") + 1)
    hold(hall, NINE)
    assert caller.press(key) == "choose time"
    assert "Giờ này vừa có người đặt" in caller.heard
    assert "09:00" not in caller.slots["times"].split()
    assert "10:00" in caller.slots["times"].split()


def test_a_key_means_what_was_heard_though_days_fill_up(hall, planned):
    caller = Caller()
    caller.press("351")
    second = caller.slots["days"].split()[1]
    day = date.fromisoformat(caller.slots["days"].split()[0])
    for number, offer in enumerate(slots_of(hall.civil.pk, day)):
        hold(hall, offer.slot.starts_at, f"somebody {number}")
    assert caller.press("2") == "choose time"
    assert caller.slots["day"] == second


def test_more_days_again_and_a_wrong_key(hall, planned):
    caller = Caller()
    caller.press("351")
    days = caller.slots["days"]
    assert caller.press("9") == "choose day"
    assert caller.slots["days"] == days
    assert caller.press("8") == "choose day"
    assert caller.slots["days"] > days
    assert not caller.said.startswith("Chọn ngày"), "the question is asked once"
    assert caller.press("7") == "choose day"
    assert "Không có mục này" in caller.heard


def test_another_time_gives_the_place_back_and_so_does_leaving(hall, planned):
    caller = Caller()
    caller.press("35111")
    assert caller.press("2") == "choose time"
    assert not Appointment.objects.filter(state="held").exists()
    assert caller.press("10") == "main"
    assert not Appointment.objects.filter(state="held").exists()


def test_held_for_ten_minutes_then_chosen_anew(hall, planned, hand_clock):
    caller = Caller()
    caller.press("35111")
    hand_clock.passes(11)
    assert caller.press("1") == "choose time"
    assert "Đã quá mười phút giữ chỗ" in caller.heard


def test_full_switched_off_and_without_plans_there_is_a_way_back(hall, planned):
    forget_everything()
    planned.horizon_days, planned.notice_minutes = 1, 7 * 24 * 60
    planned.save()
    forget_everything()
    caller = Caller()
    assert caller.press("351") == "main"
    assert "Những ngày tới không còn giờ hẹn trống" in caller.heard
    assert "lấy số trực tiếp" in caller.heard
    planned.is_on = False
    planned.save()
    forget_everything()
    assert caller.press("351") == "main"
    assert "chưa nhận đặt lịch hẹn" in caller.heard


def test_switched_off_between_two_keys(hall, planned):
    caller = Caller()
    caller.press("3511")
    planned.is_on = False
    planned.save()
    forget_everything()
    assert caller.press("1") == "main"
    assert "chưa nhận đặt lịch hẹn" in caller.heard
    assert places() == []


def test_one_of_several_groups_in_the_callers_language(hall, planned):
    hall.land.name_en = "Land"
    hall.land.save()
    plan_for(hall, group=hall.land)
    caller = Caller("en")
    assert caller.press("351") == "choose group"
    assert caller.said.startswith("Choose what for. Press one, Hộ tịch, chứng thực.")
    assert "Press two, Land." in caller.said
    caller.press("2111")
    row = Appointment.objects.get(state="booked")
    assert (row.group, row.language) == (hall.land, "en")
    assert "Its code is" in caller.said


def test_whatever_is_said_is_made_before_and_new_names_are_noticed(hall, planned):
    plan_for(hall, group=hall.land, slot_minutes=35, opens="07:10")
    known = {fragment.name for fragment in all_fragments()} | {Fragment("vi", ",").name, Fragment("vi", ".").name}
    for language in ("vi", "en"):
        caller = Caller(language)
        caller.press("3512" + "88" + "1" + "8" + "1" + "1" + "0")
        code = Appointment.objects.get(state="booked", language=language).code
        assert caller.press("352" + code) == "appointment told"
        missing = {fragment.text for fragment in caller.fragments if fragment.name not in known}
        assert missing == set()
    before = fingerprint()
    hall.land.name = "Đất đai, xây dựng"
    hall.land.save()
    assert fingerprint() != before


def test_an_appointment_is_heard_and_cancelled_by_its_code(hall, planned):
    caller = Caller()
    caller.press("35111" + "1")
    row = Appointment.objects.get()
    later = Caller()
    assert later.press("352" + row.code) == "appointment told"
    assert later.said.startswith("Lịch hẹn cho Hộ tịch, chứng thực, lúc")
    assert later.press("1") == "cancel sure"
    row.refresh_from_db()
    assert row.state == "booked", "one key alone cancels nothing"
    assert later.press("1") == "cancelled"
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert Caller().press("352" + row.code) == "appointment over"


def test_an_appointment_that_was_used_is_told_as_such(hall, planned, hand_clock):
    row = booked(hall)
    Appointment.objects.filter(pk=row.pk).update(code="012345678901")
    hand_clock.moment = NINE
    check_in("0123-4567-8901", by=hall.kiosk, key=new_key())
    caller = Caller()
    assert caller.press("352012345678901") == "appointment over"
    assert "đã được dùng để lấy số" in caller.said


def test_three_wrong_codes_end_the_call(hall, planned):
    caller = Caller()
    assert caller.press("352" + "000000000000") == "appointment code"
    assert "Không có lịch hẹn nào mang mã này" in caller.heard
    assert caller.press("000000000001") == "appointment code"
    assert caller.press("000000000002") is None
    assert "Đã nhập sai quá nhiều lần" in caller.heard


def test_many_wrong_codes_of_one_source_are_looked_at_no_more(hall, planned):
    row = booked(hall)
    Appointment.objects.filter(pk=row.pk).update(code="012345678901")
    for _ in range(10):
        caller = Caller()
        caller.press("352" + "000000000000" + "000000000001")
    caller = Caller()
    assert caller.press("352" + "012345678901") is None, "the right one too"
    assert "Đã nhập sai quá nhiều lần" in caller.heard


def test_after_a_procedure_only_where_its_group_takes_appointments(hall, planned, real_procedure):
    caller = Caller()
    caller.press("11" + "1022")
    assert caller.press("2") == "told booking"
    assert "Đặt lịch hẹn cho thủ tục này, bấm ba" in caller.heard
    facts = caller.said
    assert caller.press("9") == "told booking"
    assert facts.partition(".")[0] in caller.heard, "what was told is repeated too"
    caller.press("3111")
    assert Appointment.objects.get().procedure_code == real_procedure
    planned.is_on = False
    planned.save()
    forget_everything()
    assert caller.press("0" + "111022" + "2") == "told"
    assert "bấm ba" not in caller.heard


def test_a_procedure_goes_to_the_group_of_its_agency(hall, planned, real_procedure):
    from motcua.hotline.dialogue.procedures import page
    from motcua.organisation.models import Agency

    facts = page(real_procedure).facts
    agency = Agency.objects.exclude(queue_groups=hall.civil).first()
    agency.name = (facts.implementing_agencies or facts.deciding_agencies)[0]
    agency.save()
    hall.land.agencies.add(agency)
    asked = Asked({"procedure": real_procedure}, clock.now())
    assert answer("may book", asked).outcome == "no", "its own group takes none"
    plan_for(hall, group=hall.land)
    assert answer("may book", asked).outcome == "yes"
    reply = answer("book procedure", asked)
    assert (reply.outcome, reply.slots["group"]) == ("one", str(hall.land.pk))


def test_a_trial_in_the_back_office_books_nothing(hall, planned):
    caller = Caller(call=TRIAL)
    caller.press("3511")
    assert caller.press("1") == "confirm"
    assert caller.press("1") == "booked"
    assert "cuộc gọi thử" in caller.said
    assert places() == []


@pytest.mark.django_db(transaction=True)
def test_many_calls_for_the_last_place_and_one_gets_it(hall, planned):
    calls = 40

    def call(number):
        caller = Caller(call=f"{number:016}")
        slots = {**caller.slots, "group": str(hall.civil.pk), "day": "2026-11-10", "times": "10:00", "choice": "1"}
        held = answer("book time", Asked(slots, clock.now()))
        if held.outcome != "held":
            return held.outcome
        got = answer("book", Asked({**slots, **held.slots}, clock.now()))
        connection.close()
        return got.outcome

    got = at_once(calls, call)
    assert sorted(got) == ["booked"] + ["taken"] * (calls - 1)
    assert places() == [(TEN, 1, "booked")]


@pytest.mark.django_db(transaction=True)
def test_a_call_that_presses_twice_at_once_has_one(hall, planned):
    held = hold(hall, TEN, "0123456789abcdef")
    slots = {"call": "0123456789abcdef", booking.HELD: held.token}
    got = at_once(8, lambda _number: answer("book", Asked(slots, clock.now())))
    assert {reply.outcome for reply in got} == {"booked"}
    assert len({spoken(reply.said) for reply in got}) == 1
    assert places() == [(TEN, 1, "booked")]
