"""The Vietnamese names of the words of ratings, as people read them on screen."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.feedback.vocabulary import Level, RatingSource, Reason

LEVELS: Mapping[Level, Promise] = {
    Level.VERY_SATISFIED: _("Rất hài lòng"),
    Level.SATISFIED: _("Hài lòng"),
    Level.NEUTRAL: _("Bình thường"),
    Level.DISSATISFIED: _("Không hài lòng"),
    Level.VERY_DISSATISFIED: _("Rất không hài lòng"),
}
"""In the order of the faces: the best first."""
REASONS: Mapping[Reason, Promise] = {
    Reason.WAITING: _("Chờ lâu"),
    Reason.ATTITUDE: _("Thái độ phục vụ"),
    Reason.UNCLEAR: _("Hướng dẫn chưa rõ"),
    Reason.PAPERS: _("Phải bổ sung giấy tờ nhiều lần"),
    Reason.PREMISES: _("Chỗ ngồi, trang thiết bị"),
    Reason.OTHER: _("Lý do khác"),
}
SOURCES: Mapping[RatingSource, Promise] = {
    RatingSource.TABLET: _("Máy đánh giá ở quầy"),
    RatingSource.TICKET_QR: _("Mã QR trên phiếu số"),
    RatingSource.RECEIPT_QR: _("Mã QR trên giấy hẹn"),
}
