"""Procedures in force, for the tests of rooms that show them."""

from dataclasses import replace

from motcua.catalogue import facts, search
from motcua.catalogue.models import Procedure
from motcua.catalogue.vocabulary import Audience, ChannelKind, FeeKind, Level
from motcua.catalogue.writing import NextVersion, write_versions
from motcua.kernel import clock
from motcua.kernel.limits import Limit, LimitUnit

BIRTH = facts.ProcedureFacts(
    code="9.000001",
    title="Đăng ký khai sinh",
    field="Hộ tịch",
    levels=(Level.COMMUNE,),
    audiences=(Audience.CITIZEN,),
    decision_number="1/QĐ-MAU",
    implementing_agencies=("Ủy ban nhân dân cấp xã",),
    legal_limit=Limit.of(3, LimitUnit.WORKING_DAYS),
    channels=(
        facts.Channel(
            kind=ChannelKind.DIRECT,
            limit=Limit.of(3, LimitUnit.WORKING_DAYS),
            limit_verbatim="3 Ngày làm việc",
            fees=(facts.Fee(kind=FeeKind.STATE_CHARGE, verbatim="Lệ phí : 8000 Đồng", amount=8000),),
        ),
        facts.Channel(
            kind=ChannelKind.ONLINE,
            limit=Limit.of(2, LimitUnit.WORKING_DAYS),
            limit_verbatim="2 Ngày làm việc",
            fees=(facts.Fee(kind=FeeKind.STATE_CHARGE, verbatim="Miễn phí", amount=0),),
        ),
    ),
    document_cases=(
        facts.DocumentCase(
            title="",
            documents=(
                facts.RequiredDocument("Tờ khai đăng ký khai sinh", forms=("to-khai.docx",), originals=1, copies=0),
                facts.RequiredDocument("Giấy chứng sinh", originals=1, copies=1),
                facts.RequiredDocument(
                    "Lưu ý: không có giấy chứng sinh thì nộp văn bản của người làm chứng", originals=0
                ),
            ),
        ),
    ),
    results=(facts.Result("Giấy khai sinh", "KQ.G15.000001"),),
    legal_bases=(facts.LegalBasis("60/2014/QH13", "Luật Hộ tịch"),),
    steps_text="Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.",
)
LAND = facts.ProcedureFacts(
    code="9.000002",
    title="Đăng ký biến động quyền sử dụng đất do chuyển nhượng, tặng cho, thừa kế " + "và các trường hợp khác " * 12,
    field="Đất đai",
    levels=(Level.PROVINCE,),
    audiences=(Audience.CITIZEN, Audience.BUSINESS),
    implementing_agencies=("Văn phòng đăng ký đất đai",),
    legal_limit=Limit.of(10, LimitUnit.WORKING_DAYS),
)
BARE = facts.ProcedureFacts(code="9.000003", title="Thủ tục mới công bố", field="Đất đai", levels=(Level.PROVINCE,))


def publish(*known: facts.ProcedureFacts) -> None:
    """Bring these into force as their first versions, and let search see them."""
    nexts = [NextVersion(Procedure.objects.create(code=item.code), replace(item), None) for item in known]
    write_versions(nexts, clock.now())
    search.invalidate()
