"""One mistake in a good process, one sentence at the right step."""

from dataclasses import replace

import pytest
from hypothesis import given

from motcua.workflow import Act, Place, Process, Step, problems, standard_process
from motcua.workflow.tests.drawn import ANY

GOOD = standard_process([]).steps
RECEIVE, APPRAISE, APPROVE, STAMP, RETURN = GOOD
SECOND = {act: replace(step, share=0) for act, step in zip(Act, GOOD, strict=True)}

MISTAKES = {
    "no step at all": ((), [("chưa có bước nào", None)]),
    "begins elsewhere": (
        (replace(APPRAISE, share=65), APPROVE, STAMP, RETURN),
        [("Bước đầu phải là tiếp nhận", 1)],
    ),
    "ends elsewhere": ((RECEIVE, APPRAISE, APPROVE, replace(STAMP, share=15)), [("Bước cuối phải là trả kết quả", 4)]),
    "nobody appraises": ((RECEIVE, replace(APPROVE, share=80), STAMP, RETURN), [("thiếu bước thẩm định", None)]),
    "nobody approves": ((RECEIVE, replace(APPRAISE, share=80), STAMP, RETURN), [("thiếu bước phê duyệt", None)]),
    "nobody stamps": ((RECEIVE, APPRAISE, replace(APPROVE, share=30), RETURN), [("thiếu bước đóng dấu", None)]),
    "received twice": ((RECEIVE, SECOND[Act.RECEIVE], *GOOD[1:]), [("chỉ có một bước “tiếp nhận”", None)]),
    "stamped twice": ((*GOOD[:4], SECOND[Act.STAMP], RETURN), [("chỉ có một bước “đóng dấu”", None)]),
    "returned twice": ((*GOOD, SECOND[Act.RETURN]), [("chỉ có một bước “trả kết quả”", None)]),
    "approved before appraised": (
        (RECEIVE, APPROVE, APPRAISE, STAMP, RETURN),
        [("“thẩm định” không thể đứng sau “phê duyệt”", 3)],
    ),
    "received by the agency": (
        (replace(RECEIVE, place=Place.AGENCY), *GOOD[1:]),
        [("việc của bộ phận một cửa", 1)],
    ),
    "returned by the agency": ((*GOOD[:4], replace(RETURN, place=Place.AGENCY)), [("việc của bộ phận một cửa", 5)]),
    "appraised by the unit": (
        (RECEIVE, replace(APPRAISE, place=Place.UNIT), *GOOD[2:]),
        [("việc của cơ quan có thẩm quyền", 2)],
    ),
    "approved by the unit": (
        (*GOOD[:2], replace(APPROVE, place=Place.UNIT), *GOOD[3:]),
        [("việc của cơ quan có thẩm quyền", 3)],
    ),
    "less than no time": (
        (replace(RECEIVE, share=-5), replace(APPRAISE, share=70), *GOOD[2:]),
        [("không thể âm", 1)],
    ),
    "not the whole limit": ((*GOOD[:4], replace(RETURN, share=0)), [("hiện là 95%", None)]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_has_its_sentence(mistake):
    steps, expected = MISTAKES[mistake]
    found = problems(Process(tuple(steps)))
    assert [problem.position for problem in found] == [position for _, position in expected]
    for problem, (words, _) in zip(found, expected, strict=True):
        assert words in problem.sentence
        assert problem.sentence.endswith((".", "%."))


def test_all_mistakes_are_told_at_once():
    found = problems(Process((Step(Act.RETURN, Place.AGENCY, -1), Step(Act.RECEIVE, Place.AGENCY, 2))))
    assert len(found) == 10


@given(ANY)
def test_what_passes_has_each_act_in_order_and_a_whole_limit(process):
    if problems(process):
        return
    acts = [step.act for step in process.steps]
    assert acts == sorted(acts, key=list(Act).index)
    assert set(acts) == set(Act)
    assert sum(step.share for step in process.steps) == 100
