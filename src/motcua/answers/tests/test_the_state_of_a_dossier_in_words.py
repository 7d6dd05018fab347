"""Every status, in time, near, late and paused, as the sentence that a citizen reads."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import translation

from motcua.answers.dossiers import answer_of, is_late, steps_of, to_bring
from motcua.dossiers.selectors import PublicStatus, PublicStep
from motcua.kernel.clock import HANOI
from motcua.workflow import Act, Status

UNIT, AGENCY = "Trung tâm Phục vụ hành chính công tỉnh", "Sở Xây dựng"
RECEIVED = datetime(2026, 11, 20, 15, 20, tzinfo=HANOI)
DUE = datetime(2026, 11, 27, 10, 30, tzinfo=HANOI)
DUE_SAID = "thứ Sáu, 27/11/2026 lúc 10:30"
BEFORE, NEAR, AFTER = DUE - timedelta(days=3), DUE - timedelta(hours=2), DUE + timedelta(minutes=1)
LINE = (
    PublicStep(Act.RECEIVE, UNIT, "done", RECEIVED),
    PublicStep(Act.APPRAISE, AGENCY, "now"),
    PublicStep(Act.APPROVE, AGENCY, "next"),
    PublicStep(Act.STAMP, AGENCY, "next"),
    PublicStep(Act.RETURN, UNIT, "next"),
)


def state(status: Status, act: Act | None = Act.APPRAISE, **changes) -> PublicStatus:
    unit = UNIT if act in {None, Act.RECEIVE, Act.RETURN} else AGENCY
    known = PublicStatus("H99-261120-0001", status, act, unit, UNIT, RECEIVED, DUE, DUE, None, UNIT, LINE)
    return replace(known, **changes)


@pytest.mark.parametrize(
    ("status", "now", "shown", "sentence"),
    [
        (state(Status.REGISTERED), BEFORE, "plain", "Hồ sơ đã được gửi, đang chờ Sở Xây dựng kiểm tra để tiếp nhận."),
        (state(Status.RECEIVED), BEFORE, "on-time", f"Hồ sơ đã được tiếp nhận, đang chờ {AGENCY} thẩm định, hẹn trả {DUE_SAID}."),
        (state(Status.RECEIVED, Act.APPROVE), BEFORE, "on-time", f"Hồ sơ đã được tiếp nhận, đang ở {AGENCY}, hẹn trả {DUE_SAID}."),
        (state(Status.IN_PROGRESS), BEFORE, "on-time", f"Hồ sơ đang được {AGENCY} thẩm định, hẹn trả {DUE_SAID}."),
        (state(Status.IN_PROGRESS), NEAR, "due-soon", f"Hồ sơ đang được {AGENCY} thẩm định, hẹn trả {DUE_SAID}."),
        (state(Status.IN_PROGRESS), DUE, "due-soon", f"Hồ sơ đang được {AGENCY} thẩm định, hẹn trả {DUE_SAID}."),
        (state(Status.IN_PROGRESS), AFTER, "late", f"Hồ sơ đang được {AGENCY} thẩm định, đã quá ngày hẹn trả là {DUE_SAID}."),
        (state(Status.IN_PROGRESS, Act.APPROVE), BEFORE, "on-time", f"Hồ sơ đang được {AGENCY} xem xét phê duyệt, hẹn trả {DUE_SAID}."),
        (state(Status.IN_PROGRESS, Act.STAMP), BEFORE, "on-time", f"Kết quả đang được {AGENCY} đóng dấu, phát hành, hẹn trả {DUE_SAID}."),
        (state(Status.IN_PROGRESS, None), BEFORE, "on-time", f"Hồ sơ đang được xử lý tại {UNIT}, hẹn trả {DUE_SAID}."),
        (state(Status.IN_PROGRESS, due_at=None), AFTER, "paused", f"Hồ sơ đang được {AGENCY} thẩm định; thời hạn đang tạm dừng."),
        (state(Status.SUPPLEMENT_REQUESTED, due_at=None), AFTER, "waiting", "Hồ sơ đang chờ bổ sung giấy tờ; thời hạn tạm dừng đến khi nhận đủ."),
        (state(Status.SUPPLEMENT_REQUESTED), BEFORE, "waiting", f"Hồ sơ đang chờ bổ sung giấy tờ, hẹn trả {DUE_SAID}."),
        (state(Status.SUPPLEMENT_REQUESTED), AFTER, "waiting", f"Hồ sơ đang chờ bổ sung giấy tờ, đã quá ngày hẹn trả là {DUE_SAID}."),
        (state(Status.PAYMENT_REQUESTED, due_at=None), BEFORE, "waiting", "Hồ sơ đang chờ nộp phí, lệ phí hoặc thuế; nộp xong thì được giải quyết tiếp."),
        (state(Status.SOLVED, Act.RETURN), AFTER, "on-time", f"Đã có kết quả, mời đến nhận tại {UNIT}."),
        (state(Status.SOLVED, Act.RETURN, collection=""), AFTER, "on-time", "Đã có kết quả, mời đến nhận tại nơi trả kết quả ghi trên giấy hẹn."),
        (state(Status.RETURNED, None, closed_at=DUE), AFTER, "plain", f"Kết quả đã được trả {DUE_SAID}."),
        (state(Status.WITHDRAWN, None, closed_at=DUE), AFTER, "plain", "Hồ sơ đã được rút theo yêu cầu của người nộp, thứ Sáu, 27/11/2026."),
        (state(Status.STOPPED, None, closed_at=DUE), AFTER, "plain", "Hồ sơ đã dừng giải quyết, thứ Sáu, 27/11/2026."),
        (state(Status.NOT_RECEIVED, None), AFTER, "plain", "Hồ sơ không được tiếp nhận."),
    ],
)  # fmt: skip
def test_one_sentence_says_it(status, now, shown, sentence):
    answer = answer_of(status, now=now)
    assert (answer.state, answer.sentence) == (shown, sentence)
    assert answer.tag
    assert answer.next.endswith(".")


@pytest.mark.parametrize("status", Status)
def test_every_status_has_its_answer_even_without_its_dates(status):
    answer = answer_of(state(status, None, due_at=None, steps=()), now=AFTER)
    assert answer.sentence.endswith(".")
    assert "None" not in f"{answer.sentence} {answer.next}"


@pytest.mark.parametrize(
    ("status", "apologises"),
    [
        (state(Status.IN_PROGRESS), True),
        (state(Status.RECEIVED), True),
        (state(Status.IN_PROGRESS, due_at=None), False),
        (state(Status.SOLVED, Act.RETURN), False),
        (state(Status.SOLVED, Act.RETURN, steps=(PublicStep(Act.STAMP, AGENCY, "done", AFTER),)), True),
        (state(Status.WITHDRAWN, None, closed_at=AFTER), False),
    ],
)
def test_lateness_is_told_with_an_apology_and_nothing_else_is(status, apologises):
    assert bool(answer_of(status, now=AFTER).apology) is apologises


@pytest.mark.parametrize("status", Status)
def test_where_the_citizen_has_to_come_it_says_what_to_bring(status):
    over = status in {Status.REGISTERED, Status.NOT_RECEIVED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED}
    assert any("iấy hẹn" in paper for paper in to_bring(state(status))) is not over


def test_a_paused_clock_is_not_late():
    assert is_late(state(Status.IN_PROGRESS), now=AFTER)
    assert not is_late(state(Status.IN_PROGRESS, due_at=None), now=AFTER)
    assert not is_late(state(Status.SOLVED), now=AFTER)


def test_the_line_of_steps_says_when_each_was_done():
    line = steps_of(state(Status.IN_PROGRESS))
    assert [(step.text, step.unit, step.state, step.time) for step in line[:2]] == [
        ("Tiếp nhận", UNIT, "done", "15:20 · 20/11/2026"),
        ("Thẩm định", AGENCY, "now", ""),
    ]


def test_english_readers_get_english_dates():
    with translation.override("en"):
        assert "Friday 27 November 2026 at 10:30" in answer_of(state(Status.IN_PROGRESS), now=BEFORE).sentence
