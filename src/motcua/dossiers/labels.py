"""The Vietnamese names of the words of dossiers, as people read them on screen."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.labels import ACTS, CHANNELS, FEE_KINDS
from motcua.dossiers.vocabulary import FeeState, IdentityCheck, PaperState, Receiver, ResultSource
from motcua.workflow import Outcome, Status

__all__ = [
    "ACTS",
    "CHANNELS",
    "DONE",
    "DONE_OTHERWISE",
    "FEE_KINDS",
    "FEE_STATES",
    "IDENTITY_CHECKS",
    "OUTCOMES",
    "PAPER_STATES",
    "RECEIVERS",
    "RESULT_SOURCES",
    "STATUSES",
    "choices",
]

STATUSES: Mapping[Status, Promise] = {
    Status.REGISTERED: _("Mới đăng ký"),
    Status.RECEIVED: _("Được tiếp nhận"),
    Status.NOT_RECEIVED: _("Không được tiếp nhận"),
    Status.IN_PROGRESS: _("Đang xử lý"),
    Status.SUPPLEMENT_REQUESTED: _("Yêu cầu bổ sung giấy tờ"),
    Status.PAYMENT_REQUESTED: _("Yêu cầu thực hiện nghĩa vụ tài chính"),
    Status.WITHDRAWN: _("Công dân yêu cầu rút hồ sơ"),
    Status.STOPPED: _("Dừng xử lý"),
    Status.SOLVED: _("Đã xử lý xong"),
    Status.RETURNED: _("Đã trả kết quả"),
}
OUTCOMES: Mapping[Outcome, Promise] = {
    Outcome.RECEIVED: _("Đã tiếp nhận"),
    Outcome.PROPOSED: _("Đủ điều kiện, trình phê duyệt"),
    Outcome.PROPOSED_REFUSAL: _("Không đủ điều kiện, trình từ chối"),
    Outcome.APPROVED: _("Đã phê duyệt"),
    Outcome.SENT_BACK: _("Chuyển lại để thẩm định thêm"),
    Outcome.STAMPED: _("Đã đóng dấu, phát hành"),
    Outcome.RETURNED: _("Đã trả kết quả"),
}
DONE: Mapping[str, Promise] = {
    "dossiers:dossier:accepted": _("tiếp nhận hồ sơ"),
    "dossiers:dossier:taken": _("nhận xử lý"),
    "dossiers:dossier:appraised": _("thẩm định và trình"),
    "dossiers:dossier:approved": _("phê duyệt"),
    "dossiers:dossier:sent_back": _("chuyển lại để thẩm định thêm"),
    "dossiers:dossier:stamped": _("đóng dấu, phát hành kết quả"),
    "dossiers:dossier:returned": _("trả kết quả"),
    "dossiers:dossier:withdrawn": _("ghi nhận việc rút hồ sơ"),
    "dossiers:dossier:stopped": _("dừng giải quyết hồ sơ"),
    "dossiers:supplement:requested": _("yêu cầu bổ sung giấy tờ"),
    "dossiers:supplement:completed": _("nhận giấy tờ bổ sung"),
    "dossiers:fees:collected": _("thu phí, lệ phí"),
}
"""What was done, by its name in the audit chain; DONE_OTHERWISE for any other."""
DONE_OTHERWISE = _("thay đổi hồ sơ")
PAPER_STATES: Mapping[PaperState, Promise] = {
    PaperState.ORIGINAL: _("Bản chính"),
    PaperState.COPY: _("Bản sao"),
    PaperState.REUSED: _("Dùng lại dữ liệu đã có"),
    PaperState.MISSING: _("Còn thiếu"),
    PaperState.NOT_NEEDED: _("Không cần"),
}
FEE_STATES: Mapping[FeeState, Promise] = {
    FeeState.DUE: _("Chưa thu"),
    FeeState.COLLECTED: _("Đã thu"),
    FeeState.EXEMPT: _("Được miễn"),
}
RESULT_SOURCES: Mapping[ResultSource, Promise] = {
    ResultSource.UPLOADED: _("Tệp tải lên"),
    ResultSource.GENERATED: _("Văn bản do hệ thống lập"),
}
RECEIVERS: Mapping[Receiver, Promise] = {
    Receiver.OWNER: _("Chính chủ hồ sơ"),
    Receiver.REPRESENTATIVE: _("Người được ủy quyền"),
}
IDENTITY_CHECKS: Mapping[IdentityCheck, Promise] = {
    IdentityCheck.SCANNED: _("Quét thẻ căn cước"),
    IdentityCheck.TYPED: _("Nhập số trên giấy tờ"),
}


def choices(labels: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    """For a model's column: the words' values with their names."""
    return [(word.value if isinstance(word, Enum) else word, label) for word, label in labels.items()]
