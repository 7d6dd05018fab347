"""Papers with invented people and the catalogue's longest real texts, and the means to read them back."""

from dataclasses import replace
from datetime import date, datetime

import zxingcpp
from pypdfium2 import PdfDocument

from motcua.catalogue.vocabulary import ChannelKind
from motcua.dossiers import printing
from motcua.kernel.clock import HANOI
from motcua.kernel.identifiers import LookupNumber
from motcua.kernel.limits import Limit, LimitUnit
from motcua.kernel.money import Dong

SCANNED = (zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128)
"""What the desk's scanners are set to. With all formats on, a line of text is now and then taken for an EAN-13."""
CODE = "H99.16-261125-0001"
LINK = (
    "https://motcua.thanhgiang.example/tra-cuu/h?ma=H99.16-261125-0001&t="
    "9fQ2xV7mKp4Ls0TzWc8RdYb1NhGu5JeA3iXo6vBqCrMyEnPaSwUlZtFkDgHj"
)
TITLE = "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ"
LONG_TITLE = (
    "Đăng ký thay đổi thông tin đăng ký thuế đối với người nộp thuế là tổ chức, hộ gia đình/cá nhân kinh doanh có thay "
    "đổi thông tin về địa chỉ trụ sở dẫn đến làm thay đổi cơ quan thuế quản lý trực tiếp thực hiện tại cơ quan thuế nơi "
    "người nộp thuế chuyển đi; doanh nghiệp/hợp tác xã/tổ hợp tác/hộ kinh doanh thực hiện nộp hồ sơ tại CQT nơi chuyển "
    "đi trước khi thực hiện thủ tục thay đổi với cơ quan đăng ký kinh doanh"
)
NAMES = (
    "Đơn đề nghị cấp giấy phép xây dựng",
    "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất",
    "Bản vẽ mặt bằng công trình trên lô đất kèm theo sơ đồ vị trí công trình",
    "Bản vẽ các mặt đứng và mặt cắt chính của công trình",
    "Bản cam kết bảo đảm an toàn đối với công trình liền kề",
    "Thẻ căn cước",
)
HEAD = printing.Head(
    superior="Ủy ban nhân dân tỉnh Thanh Giang",
    agency="Trung tâm Phục vụ hành chính công",
    number="12/TNHS",
    place="Thanh Giang",
    day=date(2026, 11, 25),
)
SUBMITTER = printing.Party(
    name="Nguyễn Thị Ánh Tuyết",
    identity="000185012345",
    address="số 27 đường Bến Đá, khu phố 4, phường Bến Đá, tỉnh Thanh Giang",
    phone="0912345678",
    email="anhtuyet@thu.example",
)
OWNER = printing.Party(
    name="Công ty trách nhiệm hữu hạn một thành viên Đầu tư Xây dựng và Thương mại dịch vụ Sông Hậu Thanh Giang",
    identity="0000000019",
    identity_label="Mã số thuế",
    address="lô B2-7, khu công nghiệp Tân Phú Thạnh, xã Đồng Lau, tỉnh Thanh Giang",
)


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HANOI)


def papers(count: int) -> tuple[printing.Paper, ...]:
    kinds = ({"originals": 1}, {"originals": 1, "copies": 1}, {"certified": 2}, {"reused": True}, {"electronic": 1})
    return tuple(printing.Paper(NAMES[number % len(NAMES)], **kinds[number % len(kinds)]) for number in range(count))


def receipt(**changes) -> printing.AcceptanceReceipt:
    return printing.AcceptanceReceipt(
        **{
            "head": HEAD,
            "code": CODE,
            "qr": LINK,
            "token": "JBSWY3DPEHPK3PXP",
            "lookup": LookupNumber("482177309156"),
            "lookup_address": "motcua.thanhgiang.example/tra-cuu",
            "hotline": "1900 0000",
            "submitter": SUBMITTER,
            "channel": ChannelKind.DIRECT,
            "title": TITLE,
            "procedure_code": "1.009994",
            "papers": papers(5),
            "legal_limit": Limit.of(20, LimitUnit.WORKING_DAYS),
            "committed_limit": Limit.of(12, LimitUnit.WORKING_DAYS),
            "received_at": moment(25, 8, 42),
            "due_at": moment(26, 10, 30),
            "collect_at": "Trung tâm Phục vụ hành chính công tỉnh Thanh Giang, quầy trả kết quả",
            "charges": (printing.Charge("Lệ phí cấp giấy phép", Dong(75_000), printing.ChargeState.PAID),),
            "officer": "Trần Thị Tiếp",
            **changes,
        }
    )


def entry(serial: int, **changes) -> printing.CombinedEntry:
    return printing.CombinedEntry(
        **{
            "code": f"H99.16-261125-{serial:04d}",
            "qr": f"{LINK}{serial:04d}",
            "token": "JBSWY3DPEHPK3PXP",
            "lookup": LookupNumber(f"48217730{serial:04d}"),
            "title": TITLE,
            "due_at": moment(26, 10, 30),
            "paper_count": 5,
            "charges": (printing.Charge("Lệ phí cấp giấy phép", Dong(75_000), printing.ChargeState.PAID),),
            **changes,
        }
    )


def combined(count: int, **changes) -> printing.CombinedReceipt:
    return printing.CombinedReceipt(
        **{
            "head": HEAD,
            "submitter": SUBMITTER,
            "channel": ChannelKind.DIRECT,
            "received_at": moment(25, 8, 42),
            "entries": tuple(entry(serial) for serial in range(1, count + 1)),
            "collect_at": "Trung tâm Phục vụ hành chính công tỉnh Thanh Giang, quầy trả kết quả",
            "lookup_address": "motcua.thanhgiang.example/tra-cuu",
            "hotline": "1900 0000",
            "officer": "Trần Thị Tiếp",
            **changes,
        }
    )


GROUND = printing.Ground(
    "Bản vẽ thiếu sơ đồ đấu nối hệ thống thoát nước và chưa có chữ ký của người thiết kế",
    "điểm b khoản 2 Điều 46 Nghị định số 15/2021/NĐ-CP",
)


def supplement(**changes) -> printing.SupplementSlip:
    return printing.SupplementSlip(
        **{
            "head": replace(HEAD, number="15/HDHS"),
            "owner": SUBMITTER,
            "title": TITLE,
            "missing": (printing.Missing(NAMES[2], GROUND), printing.Missing(NAMES[4], printing.Ground("Chưa nộp"))),
            "website": "motcua.thanhgiang.example",
            "officer": "Trần Thị Tiếp",
            "officer_phone": "02000000099",
            "code": CODE,
            "qr": LINK,
            **changes,
        }
    )


def refusal(**changes) -> printing.RefusalSlip:
    return printing.RefusalSlip(
        **{
            "head": replace(HEAD, number="3/TCHS"),
            "owner": SUBMITTER,
            "title": TITLE,
            "grounds": (GROUND,),
            "officer": "Trần Thị Tiếp",
            "submitter": SUBMITTER.name,
            **changes,
        }
    )


def closing(**changes) -> printing.ClosingNotice:
    return printing.ClosingNotice(
        **{
            "head": replace(HEAD, number="7/TBDHS"),
            "owner": SUBMITTER,
            "title": TITLE,
            "code": CODE,
            "received_at": moment(25, 8, 42),
            "closed_at": moment(26, 9, 5),
            "withdrawn": False,
            "grounds": (GROUND,),
            "officer": "Phạm Thị Phê",
            "position": "Phó Giám đốc",
            **changes,
        }
    )


def result(**changes) -> printing.ResultDocument:
    return printing.ResultDocument(
        **{
            "head": printing.Head(
                superior="Ủy ban nhân dân tỉnh Thanh Giang",
                agency="Sở Xây dựng",
                number="125/TB-SXD",
                place="Thanh Giang",
                day=date(2026, 12, 9),
            ),
            "code": CODE,
            "qr": LINK,
            "addressee": SUBMITTER,
            "title": TITLE,
            "procedure_code": "1.009994",
            "received_on": date(2026, 11, 25),
            "approved": True,
            "decision": (
                "Cho phép bà Nguyễn Thị Ánh Tuyết xây dựng nhà ở riêng lẻ tại thửa đất số 118, tờ bản đồ số 24, phường Bến Đá; "
                "cấp công trình: cấp III; diện tích xây dựng tầng một: 96 m²; số tầng: 03.\n\n"
                "Chủ đầu tư khởi công trong thời hạn 12 tháng kể từ ngày ký; quá thời hạn này phải đề nghị gia hạn."
            ),
            "legal_bases": ("Luật Xây dựng số 50/2014/QH13 và các luật sửa đổi, bổ sung", "Nghị định số 15/2021/NĐ-CP"),
            "validity": "đến hết ngày 09/12/2027",
            "scope": "trong tỉnh Thanh Giang",
            "signer_position": "KT. Giám đốc\nPhó Giám đốc",
            "signer": "Phạm Thị Phê",
            **changes,
        }
    )


def handover(**changes) -> printing.HandoverSlip:
    return printing.HandoverSlip(
        **{
            "head": replace(HEAD, number="8/BGKQ"),
            "code": CODE,
            "qr": LINK,
            "title": TITLE,
            "owner": SUBMITTER.name,
            "items": (
                printing.HandedOver(printing.Paper("Giấy phép xây dựng", originals=1), "125/GPXD"),
                printing.HandedOver(printing.Paper(f"{NAMES[1]} (trả lại)", originals=1), "CS 000123"),
            ),
            "receiver": printing.Party(
                name="Nguyễn Hoàng Phúc", identity="000090054321", phone="0987654321", address=SUBMITTER.address
            ),
            "relation": "con, theo văn bản ủy quyền số 12/UQ ngày 08/12/2026",
            "identity_check": "Thẻ căn cước, đọc chip tại quầy",
            "handed_at": moment(26, 9, 5),
            "officer": "Đỗ Văn Trả",
            **changes,
        }
    )


def text_of(pdf: bytes) -> str:
    with PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def pages_of(pdf: bytes) -> list[tuple[int, int]]:
    """The size of each page in millimetres."""
    with PdfDocument(pdf) as document:
        return [tuple(round(points * 25.4 / 72) for points in page.get_size()) for page in document]


def codes_on(pdf: bytes, dpi: int) -> list[str]:
    with PdfDocument(pdf) as document:
        images = [page.render(scale=dpi / 72).to_pil() for page in document]
    return sorted(code.text for image in images for code in zxingcpp.read_barcodes(image, formats=SCANNED))


def squashed(text: str) -> str:
    """Without blanks and capitals, since a line may end within a value and a head is set in capitals."""
    return "".join(text.split()).casefold()
