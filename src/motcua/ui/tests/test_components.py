"""What the components promise to somebody who listens, types or prints."""

import re

import pytest
from django import forms
from markupsafe import Markup

from motcua.backoffice.gallery import SampleForm
from motcua.ui.tests import TEMPLATES

GALLERY = "".join(file.read_text(encoding="utf-8") for file in sorted((TEMPLATES / "ui" / "gallery").glob("*.jinja")))
FRAME_ONLY = {"mark", "flashes", "icon"}


def macros(module) -> list[str]:
    return [name for name in vars(module) if callable(getattr(module, name)) and name[0] != "_"]


def test_the_gallery_shows_every_component(components):
    missing = [name for name in macros(components) if not re.search(rf"\b{name}\(", GALLERY)]
    assert set(missing) <= FRAME_ONLY
    assert len(macros(components)) > 35


def test_the_reference_lists_every_component(components):
    reference = TEMPLATES.parents[3] / "docs" / "reference" / "design-system.md"
    text = reference.read_text(encoding="utf-8")
    assert [name for name in macros(components) if f"{name}(" not in text] == []


def test_what_people_typed_is_escaped(components):
    html = components.text_input("name", "Họ <b>tên</b>", value='"><script>', errors="Sai & thiếu")
    assert "<script>" not in html
    assert "Họ &lt;b&gt;tên&lt;/b&gt;" in html
    assert "Sai &amp; thiếu" in html


@pytest.mark.parametrize("macro", ["text_input", "textarea", "file_upload"])
def test_a_field_ties_label_hint_and_error_to_its_control(components, macro):
    html = getattr(components, macro)("scan", "Giấy tờ", hint="Tệp PDF", errors="Tệp lớn hơn 10 MB.")
    assert '<label for="scan">' in html
    assert 'aria-describedby="scan-hint scan-error"' in html
    assert 'id="scan-hint"' in html
    assert 'id="scan-error"' in html
    assert 'aria-invalid="true"' in html


def test_a_field_without_hint_and_error_describes_nothing(components):
    html = components.text_input("name", "Họ và tên")
    assert "aria-describedby" not in html
    assert "aria-invalid" not in html


def test_a_fieldset_describes_its_question(components):
    html = components.radios(
        "way", "Nộp ở đâu?", [("a", "Quầy", "Tầng 1"), ("b", "Mạng")], value="b", errors="Chọn một."
    )
    assert '<fieldset class="field wrong" id="way" aria-describedby="way-error">' in html
    assert '<input type="radio" id="way-1" name="way" value="a" aria-describedby="way-1-hint">' in html
    assert '<input type="radio" id="way-2" name="way" value="b" checked>' in html


def test_a_question_may_be_the_heading(components):
    assert "<legend><h1>Nộp ở đâu?</h1></legend>" in components.radios("way", "Nộp ở đâu?", [("a", "Quầy")], title=True)


def test_a_choice_is_found_by_its_text_whatever_its_type(components):
    assert '<option value="7" selected>' in components.select("n", "Quầy", [(6, "Sáu"), (7, "Bảy")], value="7")
    assert components.checkboxes("n", "Quầy", [(6, "Sáu"), (7, "Bảy")], values=[6]).count(" checked") == 1


def test_the_summary_leads_to_the_fields_and_takes_the_focus(components):
    html = components.error_summary([("citizen_id", "Số căn cước có 12 chữ số.")])
    assert '<a href="#citizen_id">Số căn cước có 12 chữ số.</a>' in html
    assert 'tabindex="-1" data-focus' in html
    assert components.error_summary([]).strip() == ""


def test_a_django_form_shows_itself_with_its_errors(components):
    form = SampleForm({"birth_day": "31", "birth_month": "2", "birth_year": "1985"}, auto_id="%s")
    html = "".join(components.form_field(field) for field in form)
    summary = components.form_errors(form)
    for target in re.findall(r'href="#([^"]+)"', summary):
        assert f'id="{target}"' in html
    assert '<a href="#birth-1">Tháng 2 năm 1985' in summary
    assert 'name="birth_day" value="31"' in html
    assert '<textarea class="input" id="note"' in html
    assert 'type="file" id="scan"' in html


def test_a_password_never_comes_back(components):
    class SignIn(forms.Form):
        secret = forms.CharField(widget=forms.PasswordInput)
        kept = forms.CharField(widget=forms.HiddenInput, required=False)

    form = SignIn({"secret": "mat-khau", "kept": "x"})
    assert "mat-khau" not in components.form_field(form["secret"])
    assert 'type="password"' in components.form_field(form["secret"])
    assert 'type="hidden"' in components.form_field(form["kept"])


def test_an_error_of_the_whole_form_has_no_field_to_lead_to(components):
    form = SampleForm({}, auto_id="%s")
    form.add_error(None, "Hết giờ nhận lịch hẹn.")
    assert "<li>Hết giờ nhận lịch hẹn.</li>" in components.form_errors(form)


@pytest.mark.parametrize("state", ["on-time", "due-soon", "late", "waiting", "paused"])
def test_a_state_is_a_word_and_a_shape_besides_its_colour(components, state):
    html = components.tag(state)
    assert "<path" in html
    assert re.search(r"<span>[^<]{6,}</span>", html)


def test_the_states_have_five_different_shapes(components):
    shapes = {
        re.search(r'<path d="([^"]+)"', components.tag(state))[1]
        for state in ("on-time", "due-soon", "late", "waiting", "paused")
    }
    assert len(shapes) == 5


def test_a_table_names_its_rows_and_sorts_by_links(components):
    columns = [
        {"label": "Mã", "kind": "code"},
        {"label": "Phí", "kind": "number", "sort": {"href": "?sort=fee", "direction": "descending"}},
    ]
    html = components.data_table("Hồ sơ", columns, [["H30-1", "50.000"], [Markup("<b>H30-2</b>"), "<i>"]])
    assert '<th role="rowheader" scope="row" class="unbroken">H30-1</th>' in html
    assert 'aria-sort="descending"><a href="?sort=fee">' in html
    assert '<td role="cell" data-label="Phí" class="number"><span>50.000</span></td>' in html
    assert "<b>H30-2</b>" in html
    assert "&lt;i&gt;" in html


def test_a_wide_table_that_stays_a_table_can_be_scrolled_by_key(components):
    html = components.data_table("Sổ theo dõi", [{"label": "Mã"}], [["1"]], cards=False)
    assert 'tabindex="0" role="region" aria-label="Sổ theo dõi"' in html


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 3, ["1", "2", "3"]),
        (5, 86, ["1", "…", "4", "5", "6", "…", "86"]),
        (86, 86, ["1", "…", "85", "86"]),
        (2, 2, ["1", "2"]),
    ],
)
def test_pages_show_the_ends_and_the_neighbours(components, page, pages, shown):
    html = components.pagination(page, pages, "?p={}".format)
    assert re.findall(r"(?:</span>|gap\">)([\d….]+)(?:</a>|</li>)", html) == shown
    assert html.count('aria-current="page"') == 1
    assert ('rel="prev"' in html, 'rel="next"' in html) == (page > 1, page < pages)


def test_one_page_needs_no_numbers(components):
    assert components.pagination(1, 1, "?p={}".format).strip() == ""
    assert components.pager().strip() == ""


def test_a_code_keeps_its_groups_and_copies_whole(components):
    html = components.code("123456789012", "số tra cứu")
    assert (
        '<data value="123456789012" class="spaced"><span>1234</span><span>5678</span><span>9012</span></data>' in html
    )
    assert 'data-copy="123456789012"' in html
    assert "hidden>" in html
    assert "data-copy" not in components.code("1.004227", copy=False)


@pytest.mark.parametrize(
    ("length", "size"), [(40, "<h1>"), (120, '<h1 class="long">'), (1094, '<h1 class="very-long">')]
)
def test_a_long_title_is_set_smaller_but_whole(components, length, size):
    title = "x" * length
    assert f"{size}{title}</h1>" in components.page_title(title)


def test_steps_say_where_they_are(components):
    html = components.steps(
        [{"text": "Tiếp nhận", "state": "done"}, {"text": "Ký", "state": "now"}, {"text": "Trả", "state": "next"}]
    )
    assert html.count('aria-current="step"') == 1
    for word in ("Đã xong: ", "Đang làm: ", "Chưa đến: "):
        assert word in html


def test_progress_knows_when_nobody_knows(components):
    assert 'value="30"' in components.progress("p", "Đọc tệp", 30, 60)
    assert "50%" in components.progress("p", "Đọc tệp", 30, 60)
    assert "value=" not in components.progress("p", "Ký số", text="Thường mất 5 giây")


def test_a_busy_button_says_so_and_a_key_is_announced(components):
    assert 'aria-busy="true" aria-disabled="true"' in components.button("Đang gửi", busy=True)
    assert 'aria-keyshortcuts="F2"' in components.button("Nhận", key="F2")


def test_a_box_that_suggests_is_first_of_all_a_form(components):
    html = components.search_box(
        "/thu-tuc/", "Tìm", value="khai sinh", suggest_url="/thu-tuc/goi-y", keep=[("cap", "xa")]
    )
    assert '<form class="search" role="search" action="/thu-tuc/" method="get">' in html
    assert '<input type="hidden" name="cap" value="xa">' in html
    assert 'data-found="{n} gợi ý' in html
