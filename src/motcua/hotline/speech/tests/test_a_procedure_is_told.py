"""A procedure by telephone: the same values as on its page, in pieces that a caller can follow."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from motcua.answers.procedures import cases_of, how_much
from motcua.catalogue.facts import Channel, DocumentCase, Fee, ProcedureFacts, RequiredDocument, Result
from motcua.catalogue.selectors import Handling
from motcua.catalogue.vocabulary import ChannelKind, FeeKind, Level
from motcua.hotline.speech import procedures, spoken
from motcua.hotline.speech.procedures import LONGEST_ITEM, MOST_ITEMS
from motcua.hotline.speech.tests.pages import page, real_pages
from motcua.kernel.limits import Limit, LimitUnit

DAYS = Limit.of(3, LimitUnit.WORKING_DAYS)
BIRTH = ProcedureFacts("1.001193", "Thủ tục đăng ký khai sinh")
LONG = "Văn bản " + ", ".join(f"của cơ quan, tổ chức thứ {number} có liên quan trực tiếp" for number in range(20))


def told(fragments) -> str:
    return spoken(fragments)


def with_papers(*cases: DocumentCase):
    return page(replace(BIRTH, document_cases=cases))


def with_fees(*fees: Fee):
    return page(replace(BIRTH, channels=(Channel(ChannelKind.DIRECT, fees=fees),)))


def fee(amount: int | None, verified: bool = True) -> Fee:
    return Fee(FeeKind.FEE, "theo quy định", None if amount is None else Decimal(amount), verified=verified)


def test_the_title_is_introduced_once():
    assert told(procedures.introduction(page(BIRTH), "vi")) == "Thủ tục đăng ký khai sinh."
    other = page(replace(BIRTH, title="Đăng ký kết hôn"))
    assert told(procedures.introduction(other, "vi")) == "Thủ tục Đăng ký kết hôn."
    assert told(procedures.introduction(other, "en")) == "The procedure, in Vietnamese. Đăng ký kết hôn."


def test_papers_come_one_by_one_with_how_many_of_each():
    known = with_papers(
        DocumentCase("Trường hợp ủy quyền:", (RequiredDocument("- Giấy ủy quyền", originals=1, copies=2),)),
        DocumentCase("", (RequiredDocument("a) Tờ khai theo Mẫu số 01 ban hành kèm theo Thông tư số 04/2020/TT-BTP", originals=1),)),
        DocumentCase("Lưu ý", (RequiredDocument("Xuất trình CCCD.", originals=0),)),
    )  # fmt: skip
    assert [told(item) for item in procedures.papers(known)] == [
        "Tờ khai theo Mẫu số không một.",
        "Trường hợp ủy quyền.",
        "Giấy ủy quyền, một bản chính, hai bản sao.",
        "Lưu ý.",
        "Xuất trình căn cước công dân.",
    ]
    assert told(procedures.papers_introduction(known, "vi")) == "Giấy tờ tùy từng trường hợp, có hai trường hợp."
    assert told(procedures.papers_introduction(known, "en")).endswith("There are two cases.")


def test_papers_stand_in_the_order_of_the_page():
    for known in real_pages():
        first = [told(procedures.papers(known)[0]) for case in cases_of(known)[:1] if case.papers and not case.title]
        names = [paper.name for case in cases_of(known)[:1] for paper in case.papers[:1]]
        assert not first or first[0][:3].lower() == told(procedures._read(names[0]))[:3].lower()


def test_a_long_paper_is_cut_at_clauses_and_the_end_is_left_to_paper():
    items = procedures.papers(with_papers(DocumentCase("", (RequiredDocument(LONG, originals=2),))))
    assert len(items) == MOST_ITEMS
    assert told(items[-1]).endswith("Phần còn lại ghi trên phiếu hướng dẫn, lấy tại quầy.")
    assert all(item[-1].text == "." and not item[0].is_pause for item in items)


def test_no_item_of_the_real_catalogue_is_longer_than_a_caller_can_follow():
    for known in real_pages():
        for item in procedures.papers(known):
            assert len(told(item).split()) <= LONGEST_ITEM + 16
            assert not item[0].is_pause


def test_no_papers_are_said_to_be_unknown():
    assert "Hỏi tại quầy" in told(procedures.papers_introduction(page(BIRTH), "vi"))
    assert procedures.papers(page(BIRTH)) == []


@pytest.mark.parametrize(
    ("fees", "said"),
    [
        ((), "Chưa có thông tin về phí, lệ phí. Hỏi tại quầy trước khi đi."),
        ((fee(None),), "Phí, lệ phí tùy từng trường hợp. Hỏi tại quầy trước khi nộp."),
        ((fee(0, verified=False),), "Không mất tiền."),
        ((fee(8_000),), "Phí, lệ phí là tám nghìn đồng."),
        ((fee(8_000, verified=False),), "Phí, lệ phí là tám nghìn đồng. Quầy xác nhận số tiền khi thu."),
        ((fee(8_000), fee(50_000), fee(0)), "Phí, lệ phí từ tám nghìn đồng đến năm mươi nghìn đồng. Có trường hợp không mất tiền."),
    ],
)  # fmt: skip
def test_what_it_costs(fees, said):
    assert told(procedures.fee(with_fees(*fees), "vi")) == said
    free = how_much(fees).value.startswith("Không mất tiền") if fees else False
    assert free is ("không mất tiền" in said.lower()), "the page says the same"


def test_how_long_it_takes():
    law = page(replace(BIRTH, legal_limit=DAYS))
    assert told(procedures.limit(law, "vi")) == "Thời hạn giải quyết là ba ngày làm việc."
    assert told(procedures.limit(law, "en")) == "It takes three working days."
    sooner = Handling("1.001193", Level.COMMUNE, "1/QĐ", date(2026, 1, 1), (), Limit.same_day())
    assert told(procedures.limit(page(law.facts, (sooner,)), "vi")) == (
        "Thời hạn giải quyết là ngay trong ngày. Trung tâm hẹn sớm hơn luật. Theo luật là ba ngày làm việc."
    )


def test_ways_with_other_limits_are_told_together():
    slow = Limit.of(5, LimitUnit.WORKING_DAYS)
    ways = (Channel(ChannelKind.DIRECT, DAYS), Channel(ChannelKind.ONLINE, slow), Channel(ChannelKind.POST, slow))
    known = page(replace(BIRTH, legal_limit=DAYS, channels=ways))
    assert told(procedures.limit(known, "vi")) == (
        "Thời hạn giải quyết là ba ngày làm việc. Nếu nộp trực tuyến, qua dịch vụ bưu chính, thời hạn là năm ngày làm việc."
    )


def test_a_limit_that_is_only_written_is_read_as_written():
    written = page(replace(BIRTH, channels=(Channel(ChannelKind.DIRECT, None, "Không quy định"),)))
    assert told(procedures.limit(written, "vi")) == "Thời hạn giải quyết, Không quy định."
    bare = page(replace(BIRTH, channels=(Channel(ChannelKind.DIRECT, None, "1"),)))
    assert told(procedures.limit(bare, "vi")).startswith("Chưa có thông tin về thời hạn.")


def test_where_and_in_which_ways():
    known = page(
        replace(BIRTH, implementing_agencies=("UBND cấp xã", "Sở Tư pháp"), channels=(Channel(ChannelKind.ONLINE), Channel(ChannelKind.DIRECT)))
    )  # fmt: skip
    assert told(procedures.where(known, "vi")) == (
        "Nộp tại Ủy ban nhân dân cấp xã, hoặc Sở Tư pháp. Cách nộp, trực tuyến, trực tiếp."
    )
    here = Handling("1.001193", Level.COMMUNE, "1/QĐ", date(2026, 1, 1), (), None)
    assert told(procedures.where(page(BIRTH, (here,)), "vi")) == "Nộp tại Trung tâm Phục vụ hành chính công xã, phường."
    assert (
        told(procedures.where(page(BIRTH, (here,)), "en"))
        == "Hand it in at the public service centre of a commune or ward."
    )
    assert told(procedures.where(page(BIRTH), "vi")).startswith("Chưa có thông tin về nơi nộp.")


def test_what_a_person_goes_home_with():
    known = page(replace(BIRTH, results=(Result("Giấy khai sinh"), Result("Giấy khai sinh"), Result("Trích lục;"))))
    assert told(procedures.result(known, "vi")) == "Kết quả nhận được, Giấy khai sinh. Trích lục."
    assert told(procedures.result(page(BIRTH), "vi")) == "Chưa có thông tin về kết quả."
