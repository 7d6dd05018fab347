"""What is wrong with a request, in sentences: one for each kind of mistake that pydantic tells apart."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.api import schemas

KEY = "Idempotency-Key"

_SENTENCES: Mapping[str, str] = {
    "missing": gettext_noop("Thiếu phần này."),
    "extra_forbidden": gettext_noop("Không có phần nào tên như vậy. Xem mô tả tại /api/v1/openapi.json."),
    "json_invalid": gettext_noop("Nội dung gửi lên không phải JSON."),
    "string_type": gettext_noop("Phải là một chuỗi ký tự, đặt trong dấu ngoặc kép."),
    "string_unicode": gettext_noop("Có ký tự hỏng. Hãy gửi bằng bảng mã UTF-8."),
    "string_pattern_mismatch": gettext_noop("Có ký tự không dùng được ở đây."),
    "string_too_long": gettext_noop("Dài nhất %(max_length)s ký tự."),
    "string_too_short": gettext_noop("Ngắn nhất %(min_length)s ký tự."),
    "too_long": gettext_noop("Nhiều nhất %(max_length)s mục."),
    "too_short": gettext_noop("Ít nhất %(min_length)s mục."),
    "int_type": gettext_noop("Phải là một số nguyên."),
    "int_parsing": gettext_noop("Phải là một số nguyên."),
    "int_parsing_size": gettext_noop("Số này quá dài."),
    "int_from_float": gettext_noop("Phải là một số nguyên, không có phần lẻ."),
    "decimal_type": gettext_noop("Phải là một số."),
    "decimal_parsing": gettext_noop("Phải là một số, phần lẻ sau dấu chấm."),
    "decimal_max_digits": gettext_noop("Số này có quá nhiều chữ số."),
    "decimal_max_places": gettext_noop("Nhiều nhất %(decimal_places)s chữ số sau dấu chấm."),
    "decimal_whole_digits": gettext_noop("Số này có quá nhiều chữ số."),
    "finite_number": gettext_noop("Phải là một số hữu hạn."),
    "greater_than": gettext_noop("Phải lớn hơn %(gt)s."),
    "greater_than_equal": gettext_noop("Nhỏ nhất là %(ge)s."),
    "less_than": gettext_noop("Phải nhỏ hơn %(lt)s."),
    "less_than_equal": gettext_noop("Lớn nhất là %(le)s."),
    "enum": gettext_noop("Chỉ nhận một trong các giá trị: %(expected)s."),
    "literal_error": gettext_noop("Chỉ nhận một trong các giá trị: %(expected)s."),
    "bool_type": gettext_noop("Phải là true hoặc false."),
    "bool_parsing": gettext_noop("Phải là true hoặc false."),
    "list_type": gettext_noop("Phải là một danh sách [ ]."),
    "dict_type": gettext_noop("Phải là một đối tượng { }."),
    "model_type": gettext_noop("Phải là một đối tượng { }."),
    "model_attributes_type": gettext_noop("Phải là một đối tượng { }."),
    "uuid_type": gettext_noop("Phải là một mã UUID, như visit_id của câu trả lời trước."),
    "uuid_parsing": gettext_noop("Phải là một mã UUID, như visit_id của câu trả lời trước."),
}
_OTHERWISE = gettext_noop("Giá trị này chưa đúng. Xem mô tả tại /api/v1/openapi.json.")
_OF_THE_KEY = gettext_noop(
    "Gửi trong tiêu đề Idempotency-Key một mã ngẫu nhiên từ 16 đến 100 ký tự (chữ cái, chữ số, “-”, “_”); gửi lại thì giữ nguyên mã đó."
)


def described(*statuses: int) -> dict[int, type[schemas.Problem]]:
    """The refusals of a route for its description; any route may meet a wrong token or find the database away."""
    return dict.fromkeys((401, *statuses, 503), schemas.Problem)


def sentence_of(entry: Mapping[str, Any]) -> str:
    """What is wrong, for one of pydantic's errors; never what was sent."""
    if KEY in entry["loc"]:
        return _(_OF_THE_KEY)
    sentence = _(_SENTENCES.get(str(entry["type"]), _OTHERWISE))
    context = {name: str(value).replace(" or ", ", ") for name, value in (entry.get("ctx") or {}).items()}
    return sentence % context if "%(" in sentence else sentence


def place_of(loc: Sequence[str | int]) -> str:
    """The name of a parameter, or the path into the body: "applicant.name", "papers.0.state"."""
    if loc[:1] == ("body",):
        return ".".join(str(part) for part in loc[2:]) or "body"
    return next((part for part in reversed(list(loc)) if isinstance(part, str)), "")
