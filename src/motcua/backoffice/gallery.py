"""The living gallery of the design system, under the namespace `ui`: open to everyone in the demo, else to administrators."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

from motcua.kernel.text import fold
from motcua.ui import errors

TITLES = (
    "Thủ tục đăng ký khai sinh",
    "Thủ tục đăng ký lại khai sinh",
    "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
    "Thủ tục đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con có yếu tố nước ngoài",
    "Thủ tục đăng ký kết hôn",
    "Liên thông thủ tục hành chính về đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi",
)
SAMPLES = (
    ("trang-dau", "trang đầu"),
    ("thu-tuc", "một thủ tục"),
    ("bieu-mau", "biểu mẫu có lỗi"),
    ("ban-lam-viec", "bàn làm việc"),
    ("khong-co-trang", "không có trang"),
    ("thu-qua-nhieu", "thử quá nhiều"),
    ("su-co", "sự cố"),
    ("bao-tri", "bảo trì"),
)


class SampleForm(forms.Form):
    """One field of every widget, so that `form_field` shows them all."""

    full_name = forms.CharField(label="Họ và tên", help_text="Như trên căn cước")
    birth = forms.DateField(
        label="Ngày sinh",
        widget=forms.SelectDateWidget,
        error_messages={"invalid": "Tháng 2 năm 1985 có 28 ngày; ngày vừa nhập là 31."},
    )
    procedure = forms.ChoiceField(label="Thủ tục", choices=[("", "Chọn thủ tục"), *enumerate(TITLES[:3])])
    channel = forms.ChoiceField(
        label="Nộp bằng cách nào?",
        choices=[("direct", "Tại quầy"), ("online", "Trên mạng")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một cách nộp."},
    )
    days = forms.MultipleChoiceField(
        label="Ngày đến được",
        choices=[("2", "thứ Hai"), ("4", "thứ Tư"), ("6", "thứ Sáu")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="Điều cần giúp", widget=forms.Textarea, required=False)
    scan = forms.FileField(label="Ảnh giấy tờ", required=False)
    agreed = forms.BooleanField(label="Nhắc tôi bằng tin nhắn", required=False)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component at the size of a citizen's page."""
    return _shown(request, "ui/citizen.jinja")


def gallery_desk(request: HttpRequest) -> HttpResponse:
    """The same at the size of the officer's tool."""
    return _shown(request, "ui/staff.jinja")


def _shown(request: HttpRequest, frame: str) -> HttpResponse:
    context = {"frame": frame, "samples": SAMPLES, "page_address": "?trang={}".format}
    return render(request, "ui/gallery/index.jinja", context)


def suggest(request: HttpRequest) -> JsonResponse:
    """Suggestions for the gallery's search box."""
    words = fold(request.GET.get("q", ""))
    found = [title for title in TITLES if words in fold(title)]
    return JsonResponse({"items": [{"label": title, "href": "#asking", "note": "Hộ tịch"} for title in found]})


def sample(request: HttpRequest, name: str) -> HttpResponse:
    """A whole page made of the components, by its name in SAMPLES; 404 for others."""
    if name not in PAGES:
        raise Http404
    return PAGES[name](request)


def _page(template: str, context: Callable[[], dict[str, Any]] = dict) -> Callable[[HttpRequest], HttpResponse]:
    return lambda request: render(request, f"ui/gallery/sample_{template}.jinja", context())


def _wrong_form() -> dict[str, Any]:
    typed = {"full_name": "Nguyễn Ẩn", "birth_day": "31", "birth_month": "2", "birth_year": "1985", "procedure": "1"}
    return {"form": SampleForm(typed, auto_id="%s", use_required_attribute=False)}


def _desk() -> dict[str, Any]:
    people = ("Trần Thị Ngọc Huyền", "Lê Nguyễn Hoàng Bảo Châu", "Đỗ Ẩn", "Hợp tác xã Nông nghiệp Thạnh Lợi")
    return {
        "desk_rows": [
            [f"H30.13-2611{24 - n % 5}-{n * 7 + 3:04}", TITLES[n % len(TITLES)], people[n % len(people)], n]
            for n in range(15)
        ],
    }


PAGES: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "trang-dau": _page("home"),
    "thu-tuc": _page("procedure"),
    "bieu-mau": _page("form", _wrong_form),
    "ban-lam-viec": _page("desk", _desk),
    "khong-co-trang": lambda request: errors.error_page(request, HTTPStatus.NOT_FOUND),
    "thu-qua-nhieu": lambda request: errors.error_page(request, HTTPStatus.TOO_MANY_REQUESTS, retry_after=290),
    "su-co": lambda _request: errors.failure_page(),
    "bao-tri": lambda _request: errors.failure_page(HTTPStatus.SERVICE_UNAVAILABLE, retry_after=300),
}

app_name = "ui"
urlpatterns = [
    path("giao-dien/", gallery, name="gallery"),
    path("giao-dien/can-bo/", gallery_desk, name="gallery_desk"),
    path("giao-dien/goi-y", suggest, name="gallery_suggest"),
    path("giao-dien/mau/<slug:name>/", sample, name="gallery_sample"),
]
