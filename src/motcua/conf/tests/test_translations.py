from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from motcua.conf import translations
from motcua.conf.build import compile_translations

SOURCE = """
from django.utils.translation import gettext as _, ngettext
_("Nộp hồ sơ")
_("Còn %(n)s ngày")
ngettext("%(n)s thủ tục", "%(n)s thủ tục", n)
"""
TEMPLATE = """
{% trans %}
  Cần mang
  theo
{% endtrans %}
{{ pgettext("phím", "Mở") }}
"""


@pytest.fixture
def house(tmp_path: Path) -> tuple[Path, Path]:
    """A small package and the catalogue of its English."""
    (tmp_path / "room" / "templates").mkdir(parents=True)
    (tmp_path / "room" / "views.py").write_text(SOURCE, "utf-8")
    (tmp_path / "room" / "templates" / "x.jinja").write_text(TEMPLATE, "utf-8")
    (tmp_path / "room" / "tests").mkdir()
    (tmp_path / "room" / "tests" / "test_x.py").write_text('_("không phải câu của sản phẩm")', "utf-8")
    path = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    translations.update(tmp_path, path)
    return tmp_path, path


def sentences(path: Path) -> set[str]:
    with path.open("rb") as file:
        return {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file) if message.id}


def fill(path: Path, **english: str) -> None:
    text = path.read_text("utf-8")
    for vietnamese, translated in {
        "Nộp hồ sơ": "Apply",
        "Còn %(n)s ngày": "%(n)s days left",
        "Cần mang theo": "Bring",
        "Mở": "Open",
        **english,
    }.items():
        text = text.replace(f'msgid "{vietnamese}"\nmsgstr ""', f'msgid "{vietnamese}"\nmsgstr "{translated}"')
    text = text.replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "%(n)s procedure"\nmsgstr[1] "%(n)s procedures"')
    path.write_text(text, "utf-8")


def test_every_sentence_is_found_in_code_and_in_templates(house):
    assert sentences(house[1]) == {"Nộp hồ sơ", "Còn %(n)s ngày", "%(n)s thủ tục", "Cần mang theo", "Mở"}


def test_untranslated_sentences_are_problems(house):
    assert len(list(translations.problems(*house))) == 5


def test_a_full_catalogue_has_no_problems_and_compiles(house):
    package, path = house
    fill(path)
    assert list(translations.problems(package, path)) == []
    assert compile_translations(package / "locale") == [path.with_suffix(".mo")]
    assert compile_translations(package / "locale") == []


def test_a_sentence_that_became_a_plural_is_to_be_translated_again(house):
    package, path = house
    fill(path)
    source = SOURCE.replace('_("Còn %(n)s ngày")', 'ngettext("Còn %(n)s ngày", "Còn %(n)s ngày", n)')
    (package / "room" / "views.py").write_text(source, "utf-8")
    assert translations.update(package, path) == 1
    assert len(list(translations.problems(package, path))) == 1


def test_updating_keeps_translations_and_drops_what_is_gone(house):
    package, path = house
    fill(path)
    (package / "room" / "views.py").write_text('_("Nộp hồ sơ")', "utf-8")
    assert any("thừa câu" in problem for problem in translations.problems(package, path))
    assert translations.update(package, path) == 0
    assert sentences(path) == {"Nộp hồ sơ", "Cần mang theo", "Mở"}
    assert list(translations.problems(package, path)) == []


def test_a_new_sentence_is_missed(house):
    package, path = house
    fill(path)
    (package / "room" / "more.py").write_text('_("Tải giấy hẹn")', "utf-8")
    (problem,) = translations.problems(package, path)
    assert "thiếu câu 'Tải giấy hẹn'" in problem


def test_a_lost_placeholder_is_a_problem(house):
    package, path = house
    fill(path, **{"Còn %(n)s ngày": "days left"})
    (problem,) = translations.problems(package, path)
    assert "Còn %(n)s ngày" in problem


def test_updating_twice_changes_nothing(house):
    package, path = house
    once = path.read_text("utf-8")
    translations.update(package, path)
    assert path.read_text("utf-8") == once
