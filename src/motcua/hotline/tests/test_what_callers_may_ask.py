"""Each question of the tree, answered from the catalogue, the dossiers and the hall."""

from datetime import timedelta

import pytest

from motcua.dossiers.tests.scene import actor, received
from motcua.hotline import tree
from motcua.hotline.dialogue import Asked, answer, questions
from motcua.hotline.models import HotlineAlarm, LookUpFailure, ShortNumber, SummaryWish
from motcua.hotline.rules import FAILURES_AN_HOUR, initials, matches
from motcua.hotline.services.numbering import change_number, number_procedures
from motcua.hotline.serving.vocabulary import all_fragments
from motcua.hotline.speech.fragment import spoken
from motcua.hotline.vocabulary import AlarmKind
from motcua.kernel import clock
from motcua.kernel.errors import ConflictError, InvalidInputError

pytestmark = pytest.mark.django_db


def ask(question, language="vi", **slots):
    known = {"language": language, "call": "0123456789abcdef", "source": "192.0.2.1", "caller": "0900000000"}
    return answer(question, Asked({**known, **slots}, clock.now()))


def text(reply):
    return spoken(reply.said)


@pytest.fixture
def dossier(open_centre, receiving_officer, hand_clock):
    return received(actor(receiving_officer))


@pytest.fixture
def numbered(open_centre, hand_clock):
    number_procedures(by="system")
    return {row.procedure.code: row.number for row in ShortNumber.objects.select_related("procedure")}


def test_the_opening_tree_asks_only_what_is_answered():
    assert tree.problems(tree.opening(), questions()) == []


def test_a_procedure_by_its_number(numbered):
    reply = ask("by number", number=numbered["9.000001"])
    assert (reply.outcome, reply.slots["procedure"]) == ("found", "9.000001")
    assert text(reply) == "Thủ tục Đăng ký khai sinh."
    assert ask("by number", number="9999").outcome == "unknown"
    assert ask("by number").outcome == "unknown"


def test_its_papers_time_fee_and_result(numbered):
    papers = ask("papers", procedure="9.000001")
    assert papers.outcome == "told"
    assert text(papers).startswith("Cần mang theo hai loại giấy tờ. Tờ khai đăng ký khai sinh.")
    assert "Giấy chứng sinh, một bản chính, một bản sao." in text(papers)
    assert "ba ngày làm việc" in text(ask("time and fee", procedure="9.000001"))
    assert "tám nghìn đồng" in text(ask("time and fee", procedure="9.000001"))
    assert text(ask("result", procedure="9.000001")) == "Kết quả nhận được, Giấy khai sinh."
    assert "Trung tâm Phục vụ hành chính công tỉnh" in text(ask("where", procedure="9.000001"))
    everything = text(ask("everything", procedure="9.000001"))
    assert everything.startswith(text(papers))
    assert everything.endswith("Giấy khai sinh.")


def test_english_words_around_vietnamese_names(numbered):
    reply = ask("by number", "en", number=numbered["9.000001"])
    assert [(f.language, f.text) for f in reply.said if not f.is_pause] == [
        ("en", "The procedure, in Vietnamese"),
        ("vi", "Đăng ký khai sinh"),
    ]


def test_by_field_and_by_the_first_letters(numbered):
    fields = ask("fields")
    assert fields.outcome == "some"
    assert text(fields).startswith("Bấm một")
    chosen = ask("field", choice="2", page="0")
    assert chosen.outcome == "chosen"
    assert ask("field", choice="7", page="0").outcome == "wrong"
    assert ask("field", choice="9", page="0").outcome == "more"
    listed = ask("procedures", **chosen.slots)
    assert listed.outcome == "some"
    assert ask("procedure", choice="1", **chosen.slots).outcome == "found"
    assert ask("by letters", letters="3557").slots["procedure"] == "9.000001", "đăng ký khai sinh"
    assert ask("by letters", letters="57").outcome == "one", "khai sinh"
    assert ask("by letters", letters="999").outcome == "none"


@pytest.mark.parametrize(("name", "keys"), [("Đăng ký khai sinh", "3557"), ("Ủy quyền", "87"), ("", "")])
def test_letters_on_the_keypad(name, keys):
    assert initials(name) == keys
    assert matches(keys, [name]) is bool(keys)


def test_the_state_of_a_dossier_by_its_number(dossier):
    reply = ask("dossier", **{"look-up": dossier.look_up_number})
    assert reply.outcome == "found"
    said = text(reply)
    assert said.startswith("Hồ sơ đã được tiếp nhận, đang chờ Sở Xây dựng thẩm định")
    assert "thứ Năm, ngày mười hai tháng mười một" in said
    assert "Ánh" not in said, "no name is read out"


def test_late_it_apologises_and_paused_says_why(dossier, hand_clock):
    hand_clock.passes(60 * 24 * 30)
    assert "Trung tâm xin lỗi vì trễ hẹn" in text(ask("dossier", **{"look-up": dossier.look_up_number}))


def test_three_wrong_numbers_are_the_end_of_a_call(dossier):
    slots = {}
    for outcome in ("unknown", "unknown", "blocked"):
        reply = ask("dossier", **{"look-up": "000000000000", **slots})
        assert reply.outcome == outcome
        slots = reply.slots
    assert ask("dossier", **{"look-up": dossier.look_up_number, **slots}).outcome == "blocked"


def test_guessing_raises_an_alarm_once_an_hour(dossier, hand_clock):
    for _ in range(FAILURES_AN_HOUR + 3):
        ask("dossier", **{"look-up": "000000000000"})
    (alarm,) = HotlineAlarm.objects.all()
    assert (alarm.kind, alarm.failures) == (AlarmKind.GUESSING, FAILURES_AN_HOUR + 3)
    assert "192.0.2.1" not in alarm.source
    hand_clock.passes(61)
    ask("dossier", **{"look-up": "000000000000"})
    assert HotlineAlarm.objects.count() == 1, "an hour later one failure is no alarm"
    assert LookUpFailure.objects.count() == FAILURES_AN_HOUR + 4


def test_the_centre_itself(open_centre, hand_clock):
    assert "Từ thứ Hai đến thứ Sáu" in text(ask("hours"))
    assert open_centre.name in text(ask("address"))
    assert ask("closed").outcome == "told"
    assert text(ask("waiting")) == "Hiện không có ai đang chờ. Lấy số là được gọi ngay."
    assert "ngày hai mươi tư tháng mười một" in text(ask("closed")), "24/11 is a day off"


def test_a_summary_is_wished_once_a_call_and_the_number_is_sealed(numbered):
    assert ask("summary", procedure="9.000001", phone="0912345678").outcome == "noted"
    assert ask("summary", procedure="9.000001", phone="0912345678").outcome == "noted"
    (wish,) = SummaryWish.objects.all()
    assert "912345678" not in wish.phone
    assert ask("summary", procedure="9.000001", phone="123").outcome == "wrong"


def test_a_rating_and_the_tariff(settings):
    assert [ask("rate", rating=level).outcome for level in ("0", "1", "5", "6", "")] == [
        "wrong", "thanks", "thanks", "wrong", "wrong",
    ]  # fmt: skip
    assert text(ask("tariff")) == ""


def test_whatever_is_said_is_in_the_vocabulary(numbered, dossier):
    known = {fragment.name for fragment in all_fragments()}
    for language in ("vi", "en"):
        replies = [ask("by number", language, number=numbered["9.000002"]), ask("fields", language)]
        replies += [ask(question, language) for question in ("hours", "address", "waiting", "closed")]
        replies += [
            ask(question, language, procedure=code)
            for question in ("papers", "time and fee", "where", "result", "everything")
            for code in numbered
        ]
        replies.append(ask("dossier", language, **{"look-up": dossier.look_up_number}))
        missing = {f.text for reply in replies for f in reply.said if f.name not in known and f.text}
        assert missing == set()


def test_numbers_are_given_once_and_changed_by_hand(numbered):
    assert sorted(numbered.values()) == ["1000", "1001"]
    assert number_procedures(by="system") == 0
    change_number("9.000001", "2026", by="system")
    assert ask("by number", number="2026").outcome == "found"
    with pytest.raises(ConflictError):
        change_number("9.000002", "2026", by="system")
    for wrong in ("0999", "12", "abcd", "12345"):
        with pytest.raises(InvalidInputError):
            change_number("9.000002", wrong, by="system")


def test_an_hour_of_failures_is_forgotten_after_days(dossier, hand_clock):
    from motcua.hotline.jobs import forget_failures

    ask("dossier", **{"look-up": "000000000000"})
    hand_clock.moment += timedelta(days=3)
    forget_failures(0)
    assert not LookUpFailure.objects.exists()
