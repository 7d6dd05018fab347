"""Every status, in time, late and paused, as it is heard; and nothing about a person."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motcua.answers.dossiers import answer_of
from motcua.dossiers.selectors import PublicStatus, PublicStep
from motcua.hotline.speech import spoken
from motcua.hotline.speech.dossiers import state
from motcua.kernel.clock import HANOI
from motcua.workflow import Act, Status

UNIT, AGENCY = "Trung tâm Phục vụ hành chính công tỉnh", "Sở Xây dựng"
RECEIVED = datetime(2026, 11, 20, 15, 20, tzinfo=HANOI)
DUE = datetime(2026, 11, 27, 10, 30, tzinfo=HANOI)
DUE_SAID = "mười giờ ba mươi phút sáng thứ Sáu, ngày hai mươi bảy tháng mười một năm hai nghìn không trăm hai mươi sáu"
DAY_SAID = DUE_SAID.removeprefix("mười giờ ba mươi phút sáng ")
BEFORE, AFTER = DUE - timedelta(days=3), DUE + timedelta(minutes=1)
COME = f"Chưa cần làm gì. Khi có kết quả, mang giấy hẹn và thẻ căn cước đến {UNIT} để nhận."
LATE = f"Hồ sơ đã quá hẹn. Ngày hẹn trả là {DUE_SAID}. Trung tâm xin lỗi vì trễ hẹn."


def status(which: Status, act: Act | None = Act.APPRAISE, **changes) -> PublicStatus:
    unit = UNIT if act in {None, Act.RECEIVE, Act.RETURN} else AGENCY
    known = PublicStatus("H99-261120-0001", which, act, unit, UNIT, RECEIVED, DUE, DUE, None, UNIT, ())
    return replace(known, **changes)


@pytest.mark.parametrize(
    ("known", "now", "beginning"),
    [
        (status(Status.REGISTERED), BEFORE, f"Hồ sơ đã được gửi, đang chờ {AGENCY} kiểm tra để tiếp nhận. Chưa cần làm gì."),
        (status(Status.RECEIVED), BEFORE, f"Hồ sơ đã được tiếp nhận, đang chờ {AGENCY} thẩm định. Hẹn trả kết quả lúc {DUE_SAID}. {COME}"),
        (status(Status.RECEIVED, Act.APPROVE), BEFORE, f"Hồ sơ đã được tiếp nhận, hiện đang ở {AGENCY}. Hẹn trả"),
        (status(Status.IN_PROGRESS), DUE, f"Hồ sơ đang được {AGENCY} thẩm định. Hẹn trả kết quả lúc {DUE_SAID}."),
        (status(Status.IN_PROGRESS), AFTER, f"Hồ sơ đang được {AGENCY} thẩm định. {LATE}"),
        (status(Status.IN_PROGRESS, Act.APPROVE), BEFORE, f"Hồ sơ đang được {AGENCY} xem xét phê duyệt."),
        (status(Status.IN_PROGRESS, Act.STAMP), BEFORE, f"Kết quả đang được {AGENCY} đóng dấu, phát hành."),
        (status(Status.IN_PROGRESS, None), BEFORE, f"Hồ sơ đang được xử lý tại {UNIT}."),
        (status(Status.IN_PROGRESS, due_at=None), AFTER, f"Hồ sơ đang được {AGENCY} thẩm định. Thời hạn đang tạm dừng. {COME}"),
        (status(Status.SUPPLEMENT_REQUESTED, due_at=None), AFTER, "Hồ sơ đang chờ bổ sung giấy tờ. Thời hạn tạm dừng đến khi nhận đủ giấy tờ. Nộp đủ, một lần,"),
        (status(Status.SUPPLEMENT_REQUESTED), BEFORE, f"Hồ sơ đang chờ bổ sung giấy tờ. Hẹn trả kết quả lúc {DUE_SAID}. Nộp đủ"),
        (status(Status.SUPPLEMENT_REQUESTED), AFTER, f"Hồ sơ đang chờ bổ sung giấy tờ. Hồ sơ đã quá hẹn. Ngày hẹn trả là {DUE_SAID}. Nộp đủ"),
        (status(Status.PAYMENT_REQUESTED), BEFORE, "Hồ sơ đang chờ nộp phí, lệ phí hoặc thuế. Nộp xong thì được giải quyết tiếp. Nộp số tiền"),
        (status(Status.SOLVED, Act.RETURN), AFTER, f"Hồ sơ đã có kết quả, mời đến nhận tại {UNIT}. Mang giấy hẹn"),
        (status(Status.SOLVED, Act.RETURN, collection=""), AFTER, "Hồ sơ đã có kết quả, mời đến nhận tại nơi trả kết quả ghi trên giấy hẹn. Mang"),
        (status(Status.RETURNED, None, closed_at=DUE), AFTER, f"Kết quả đã được trả lúc {DUE_SAID}. Không còn việc gì phải làm."),
        (status(Status.WITHDRAWN, None, closed_at=DUE), AFTER, f"Hồ sơ đã được rút theo yêu cầu của người nộp, {DAY_SAID}. Nếu vẫn cần"),
        (status(Status.STOPPED, None, closed_at=DUE), AFTER, f"Hồ sơ đã dừng giải quyết, {DAY_SAID}. Lý do ghi trên thông báo"),
        (status(Status.NOT_RECEIVED, None), AFTER, "Hồ sơ không được tiếp nhận. Lý do ghi trên phiếu từ chối tiếp nhận."),
    ],
)  # fmt: skip
def test_one_story_tells_it(known, now, beginning):
    said = spoken(state(known, now=now, language="vi"))
    assert said.startswith(beginning)
    assert said.endswith(".")


@pytest.mark.parametrize("which", Status)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_status_is_told_even_without_its_dates(which, language):
    said = state(status(which, None, due_at=None, collection=""), now=AFTER, language=language)
    assert said
    assert said[-1].text == "."
    assert "None" not in spoken(said)


@pytest.mark.parametrize("which", [Status.RECEIVED, Status.IN_PROGRESS, Status.SOLVED])
def test_the_telephone_apologises_where_the_page_does(which):
    ready_late = (PublicStep(Act.STAMP, AGENCY, "done", AFTER),)
    for now in (BEFORE, AFTER):
        known = status(which, steps=ready_late if now is AFTER else ())
        assert bool(answer_of(known, now=now).apology) is ("xin lỗi" in spoken(state(known, now=now, language="vi")))


def test_english_callers_hear_english_with_the_unit_in_vietnamese():
    said = state(status(Status.IN_PROGRESS), now=BEFORE, language="en")
    assert spoken(said).startswith(
        f"The dossier is being examined by {AGENCY}. The result is due at ten thirty in the morning Friday, "
        "the twenty seventh of November twenty twenty six. There is nothing to do yet."
    )
    assert {fragment.text for fragment in said if fragment.language == "vi"} == {AGENCY, UNIT}


def test_the_codes_owner_and_number_are_never_said():
    assert "H99" not in spoken(state(status(Status.IN_PROGRESS), now=BEFORE, language="vi"))
