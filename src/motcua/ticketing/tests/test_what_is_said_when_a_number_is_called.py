import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.speech import Use
from motcua.ticketing.rules.announcing import LANGUAGES, call_score, needed_fragments

GOLDEN = [
    ("A 012", 5, "vi", Use.NORTHERN, "chime please-number letter-a , 0 1 2 , to-counter 5 . number letter-a , 0 1 2"),
    ("A012", 5, "vi", Use.SOUTHERN, "chime please-number letter-a , 0 1 2 , to-counter 5 . number letter-a , 0 1 2"),
    (
        "DD 1205",
        21,
        "vi",
        Use.NORTHERN,
        "chime please-number letter-d letter-d , 1 2 0 5 , to-counter 2 tens one-after-tens . number letter-d letter-d , 1 2 0 5",
    ),
    (
        "Đ 7",
        104,
        "vi",
        Use.SOUTHERN,
        "chime please-number letter-dd , 7 , to-counter 1 hundred zero-tens 4 . number letter-dd , 7",
    ),
    (
        "Đ 7",
        24,
        "vi",
        Use.NORTHERN,
        "chime please-number letter-dd , 7 , to-counter 2 tens four-after-tens . number letter-dd , 7",
    ),
    (
        "Đ 7",
        24,
        "vi",
        Use.SOUTHERN,
        "chime please-number letter-dd , 7 , to-counter 2 tens 4 . number letter-dd , 7",
    ),
    (
        "DD 1205",
        121,
        "en",
        Use.NORTHERN,
        "chime please-number letter-d letter-d , 1 2 0 5 , to-counter 1 hundred and 20 1 . number letter-d letter-d , 1 2 0 5",
    ),
]


@pytest.mark.parametrize(("number", "counter", "language", "use", "score"), GOLDEN)
def test_golden_scores(number, counter, language, use, score):
    assert call_score(number, counter, language, use) == tuple(score.split())


def test_words_follow_the_use():
    north, south = needed_fragments("vi"), needed_fragments("vi", Use.SOUTHERN)
    assert (north["zero-tens"], south["zero-tens"]) == ("linh", "lẻ")
    assert north["four-after-tens"] == "tư"
    assert "four-after-tens" not in south
    assert (north["letter-w"], north["0"], north["10"]) == ("vê kép", "không", "mười")


@given(
    st.from_regex(r"[A-ZĐƯ]{1,2} ?[0-9]{1,4}", fullmatch=True),
    st.integers(1, 999),
    st.sampled_from(LANGUAGES),
    st.sampled_from(Use),
)
def test_a_set_by_the_script_holds_every_call(number, counter, language, use):
    assert set(call_score(number, counter, language, use)) <= needed_fragments(language, use).keys() | {",", "."}


@pytest.mark.parametrize(
    ("number", "counter", "language"), [("", 1, "vi"), ("Ж1", 1, "vi"), ("A1", 1000, "vi"), ("A1", 1, "fr")]
)
def test_what_can_not_be_said_is_refused(number, counter, language):
    with pytest.raises(InvalidInputError):
        call_score(number, counter, language)
