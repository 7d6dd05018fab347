"""The Vietnamese names of the catalogue's words, as people read them on screen."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.vocabulary import Audience, ChannelKind, FeeKind, Level, Shape
from motcua.kernel.limits import LimitUnit
from motcua.workflow.acts import Act

Label = str | Promise
Word = TypeVar("Word", bound=StrEnum)

LEVELS: Mapping[Level, Label] = {
    Level.MINISTRY: _("Cấp bộ"),
    Level.PROVINCE: _("Cấp tỉnh"),
    Level.DISTRICT: _("Cấp huyện"),
    Level.COMMUNE: _("Cấp xã"),
    Level.OTHER: _("Cơ quan khác"),
}
AUDIENCES: Mapping[Audience, Label] = {
    Audience.CITIZEN: _("Công dân Việt Nam"),
    Audience.OVERSEAS_VIETNAMESE: _("Người Việt Nam định cư ở nước ngoài"),
    Audience.FOREIGNER: _("Người nước ngoài"),
    Audience.OFFICIAL: _("Cán bộ, công chức, viên chức"),
    Audience.BUSINESS: _("Doanh nghiệp"),
    Audience.FOREIGN_INVESTED_BUSINESS: _("Doanh nghiệp có vốn đầu tư nước ngoài"),
    Audience.COOPERATIVE: _("Hợp tác xã"),
    Audience.ORGANISATION: _("Tổ chức (không bao gồm doanh nghiệp, HTX)"),
    Audience.FOREIGN_ORGANISATION: _("Tổ chức nước ngoài"),
    Audience.OTHER: _("Đối tượng khác"),
}
CHANNELS: Mapping[ChannelKind, Label] = {
    ChannelKind.DIRECT: _("Trực tiếp"),
    ChannelKind.ONLINE: _("Trực tuyến"),
    ChannelKind.POST: _("Dịch vụ bưu chính"),
}
FEE_KINDS: Mapping[FeeKind, Label] = {
    FeeKind.FEE: _("Phí"),
    FeeKind.STATE_CHARGE: _("Lệ phí"),
    FeeKind.UNSTATED: _("Phí, lệ phí"),
}
ACTS: Mapping[Act, Label] = {
    Act.RECEIVE: _("Tiếp nhận"),
    Act.APPRAISE: _("Thẩm định"),
    Act.APPROVE: _("Phê duyệt"),
    Act.STAMP: _("Đóng dấu"),
    Act.RETURN: _("Trả kết quả"),
}
LIMIT_UNITS: Mapping[LimitUnit, Label] = {
    LimitUnit.WORKING_HOURS: _("giờ làm việc"),
    LimitUnit.WORKING_DAYS: _("ngày làm việc"),
    LimitUnit.CALENDAR_DAYS: _("ngày"),
    LimitUnit.MONTHS: _("tháng"),
    LimitUnit.SAME_DAY: _("trong ngày"),
}
SHAPES: Mapping[Shape, Label] = {
    Shape.CRAWL: _("Trang Cổng dịch vụ công quốc gia (bảng dính liền)"),
    Shape.SPLIT_TABLES: _("Bảng đã tách cột"),
    Shape.PORTAL_SERVICE: _("Dịch vụ LayThuTuc của Cổng dịch vụ công quốc gia"),
    Shape.FACTS: _("Tệp dữ kiện của Một Cửa"),
}


def choices(labels: Mapping[Word, Label]) -> list[tuple[str, Label]]:
    return [(word.value, label) for word, label in labels.items()]
