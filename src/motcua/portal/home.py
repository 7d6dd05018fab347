"""The first page: one question, and the fields for whoever has no words for it."""

from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe

from motcua.catalogue import search
from motcua.foundation.remembered import remembered

EXAMPLES = (
    _("giấy khai sinh"),
    _("đăng ký kết hôn"),
    _("sang tên sổ đỏ"),
    _("đổi bằng lái xe"),
    _("mở cửa hàng"),
    _("xây nhà"),
    _("làm hộ chiếu"),
    _("xác nhận độc thân"),
)
"""What people ask most, in the words of the catalogue; those that this centre's can't answer are not shown."""
EXAMPLES_SHOWN = 6
FIELDS_SHOWN = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    answered, fields = _answerable()
    context = {
        "examples": [(translated(words), words) for words in answered],
        "fields": fields[:FIELDS_SHOWN],
        "more_fields": fields[FIELDS_SHOWN:],
        "procedures": sum(number for _field, number in fields),
    }
    return render(request, "portal/home.jinja", context)


@remembered(seconds=10.0, at_most=1)
def _answerable() -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """The examples to show and the fields: eight searches, which must not be done for everybody who comes in."""
    answered = (words for words in EXAMPLES if search.search(words, limit=1).total)
    return tuple(islice(answered, EXAMPLES_SHOWN)), search.fields()
