"""The pages that staff work on, each behind its permission: on the staff home in a sentence, above every page in a word."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.accounts import permissions
from motcua.accounts.rules.actor import Actor
from motcua.ticketing.permissions import halls_served


@dataclass(frozen=True, slots=True)
class Door:
    """A page to work on, behind a permission. `word` names it above other pages, `title` and `about` on the home."""

    permission: str
    route: str
    word: Promise
    title: Promise
    about: Promise
    places: Callable[[Actor], Collection[int]] | None = None
    """Where the actor may work behind it; nowhere: the door isn't shown."""


DOORS = (
    Door(
        permissions.COUNTERS_SERVE,
        "desk:counter",
        _("Quầy của tôi"),
        _("Quầy của tôi"),
        _("Mở quầy, gọi số tiếp theo, phục vụ, chuyển, tạm nghỉ; số đang chờ của từng nhóm."),
        halls_served,
    ),
    Door(
        permissions.DOSSIERS_READ,
        "desk:inbox",
        _("Hồ sơ"),
        _("Hồ sơ"),
        _("Hồ sơ đang chờ thẩm định, phê duyệt, đóng dấu, trả kết quả; gần hạn nhất đứng đầu."),
    ),
    Door(
        permissions.DOSSIERS_RECEIVE,
        "desk:choose",
        _("Tiếp nhận"),
        _("Tiếp nhận hồ sơ"),
        _("Chọn thủ tục, kiểm tra giấy tờ, in giấy hẹn; chưa đủ giấy tờ thì in phiếu yêu cầu bổ sung."),
    ),
    Door(
        permissions.DOSSIERS_RETURN,
        "desk:return_result",
        _("Trả kết quả"),
        _("Trả kết quả"),
        _("Quét giấy hẹn, đối chiếu giấy tờ của người nhận, thu phí còn thiếu, giao kết quả."),
    ),
    Door(
        permissions.TICKETS_ISSUE,
        "desk:arrival",
        _("Lịch hẹn"),
        _("Nhận lịch hẹn"),
        _("Người có lịch hẹn đã đến: quét hoặc nhập mã, báo cho họ số thứ tự."),
    ),
    Door(
        permissions.HALL_MANAGE,
        "backoffice:halls",
        _("Sảnh"),
        _("Sảnh lúc này"),
        _("Ai đang chờ, quầy nào đang phục vụ số nào, máy nào hỏng; xem lại bất kỳ lúc nào trong ngày."),
    ),
    Door(
        permissions.COUNTERS_SERVE,
        "desk:own_ratings",
        _("Đánh giá của tôi"),
        _("Đánh giá của tôi"),
        _("Người dân hài lòng đến đâu: chỉ số tổng, không biết ai đã đánh giá."),
    ),
    Door(
        permissions.HALL_MANAGE,
        "backoffice:ratings",
        _("Đánh giá"),
        _("Đánh giá của người dân"),
        _("Hôm nay hài lòng bao nhiêu, quầy nào, vì sao chưa tốt; thời gian chờ ở bên cạnh."),
    ),
    Door(
        permissions.HOTLINE_READ,
        "backoffice:hotline",
        _("Tổng đài"),
        _("Tổng đài tự động"),
        _("Bao nhiêu người đang gọi, hỏi gì, bỏ cuộc ở đâu; lời nhắn, số ngắn của thủ tục, kịch bản cuộc gọi."),
    ),
    Door(
        permissions.CATALOGUE_READ,
        "backoffice:procedures",
        _("Thủ tục"),
        _("Danh mục thủ tục"),
        _("Phiên bản, nguồn, phí cần đối chiếu, tên người dân hay gọi."),
    ),
    Door(
        permissions.CATALOGUE_IMPORTS_READ,
        "backoffice:imports",
        _("Nhập tệp"),
        _("Nhập thủ tục từ tệp"),
        _("Đưa danh mục công bố vào hệ thống; báo cáo từng lần nhập, bản ghi bị từ chối và lý do."),
    ),
    Door(
        permissions.CATALOGUE_READ,
        "backoffice:decisions",
        _("Quyết định"),
        _("Quyết định tiếp nhận"),
        _("Thủ tục nào tiếp nhận tại đây, việc nào làm tại chỗ, thời hạn cam kết."),
    ),
    Door(
        permissions.ORGANISATION_EDIT,
        "admin:index",
        _("Tổ chức"),
        _("Tổ chức và tài khoản"),
        _("Cơ quan, quầy, giờ làm việc, ngày nghỉ; cán bộ, vai trò, quyết định cử cán bộ."),
    ),
)


def open_doors(actor: Actor) -> list[Door]:
    allowed = (door for door in DOORS if permissions.allowed(door.permission, actor))
    return [door for door in allowed if door.places is None or door.places(actor)]


def navigation(request: HttpRequest) -> dict[str, object]:
    """A context processor: `nav` for the staff layout. Nothing on pages that ask for nobody."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        return {}
    doors = [(door, reverse(door.route)) for door in open_doors(actor)]
    here = max((href for _door, href in doors if request.path.startswith(href)), key=len, default="")
    return {"nav": [{"text": door.word, "href": href, "current": href == here} for door, href in doors]}
