import pytest

from motcua.kernel.errors import InvalidInputError
from motcua.kernel.identifiers import ProcedureCode, ResultTypeCode


@pytest.mark.parametrize(
    ("typed", "value", "agency"),
    [
        ("1.001193", "1.001193", ""),
        (" 2.000488 ", "2.000488", ""),
        ("1.001193.000.00.00.h30", "1.001193", "000.00.00.H30"),
    ],
)
def test_short_and_long_forms_are_read(typed, value, agency):
    code = ProcedureCode.parse(typed)
    assert (code.value, code.agency) == (value, agency)
    assert ProcedureCode.parse(str(code)) == code


@pytest.mark.parametrize("typed", ["", "1.00119", "1001193", "1.001193.H30", "1.0011930", "１.٠٠١١٩٣"])
def test_what_is_no_procedure_code_is_explained(typed):
    with pytest.raises(InvalidInputError) as caught:
        ProcedureCode.parse(typed)
    assert caught.value.code == "kernel:procedure_code:shape"
    assert "ví dụ 1.001193" in caught.value.message_vi


@pytest.mark.parametrize("typed", ["KQ.G15.000031", "kq.h99.123456"])
def test_result_types_are_read_in_any_case(typed):
    assert str(ResultTypeCode.parse(typed)) == typed.upper()


@pytest.mark.parametrize("typed", ["", "KQ.G15.31", "G15.000031", "KQ.G15.000031Từ"])
def test_what_is_no_result_type_is_refused(typed):
    with pytest.raises(InvalidInputError, match="kernel:result_type_code:shape"):
        ResultTypeCode.parse(typed)
