import pickle

import pytest

from motcua.kernel.errors import (
    ConflictError,
    InvalidInputError,
    MotCuaError,
    NotAllowedError,
    NotFoundError,
    UnavailableError,
)

FAMILY = [ConflictError, InvalidInputError, NotAllowedError, NotFoundError, UnavailableError]


@pytest.mark.parametrize("kind", FAMILY)
def test_each_kind_carries_a_code_a_sentence_and_a_line_for_the_log(kind):
    error = kind("kernel:citizen_id:length", "Số căn cước có 12 chữ số; số vừa nhập có 11.", "has 11 digits")
    assert isinstance(error, MotCuaError)
    assert (error.code, error.log) == ("kernel:citizen_id:length", "has 11 digits")
    assert error.message_vi == "Số căn cước có 12 chữ số; số vừa nhập có 11."


def test_what_a_log_prints_leaves_the_person_s_sentence_out():
    error = InvalidInputError("kernel:date:day", "Ông An sinh ngày 31/2.", "no such day")
    assert str(error) == "kernel:date:day: no such day"
    assert repr(error) == "InvalidInputError('kernel:date:day', log='no such day')"


@pytest.mark.parametrize("code", ["", "kernel", "kernel:date", "Kernel:date:day", "kernel:date:day:more", "a:b: c"])
def test_a_code_follows_the_grammar(code):
    with pytest.raises(ValueError, match="room:subject:reason"):
        MotCuaError(code, "Câu.", "line")


def test_an_error_crosses_processes():
    error = pickle.loads(pickle.dumps(ConflictError("kernel:a:b", "Câu.", "line")))
    assert (error.code, error.message_vi, error.log) == ("kernel:a:b", "Câu.", "line")
