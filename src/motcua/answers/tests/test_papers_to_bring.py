import pytest

from motcua.answers.procedures import _unmarked


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("- Tờ khai;", "Tờ khai"),
        ("+ bản sao hộ chiếu", "Bản sao hộ chiếu"),
        ("* Giấy tờ phải nộp", "Giấy tờ phải nộp"),
        ("a) Đơn đề nghị", "a) Đơn đề nghị"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_a_paper_is_shown_without_the_mark_that_the_source_typed(source: str, shown: str):
    assert _unmarked(source) == shown
