"""Any outcomes in any order through any process that may be published: the dossier comes home, or stays possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.workflow import (
    FINAL,
    TRANSITIONS,
    Act,
    NotPossibleError,
    Outcome,
    Process,
    Status,
    entered,
    next_move,
    problems,
    standard_process,
)
from motcua.workflow.tests.drawn import publishable

POSSIBLE = {
    Act.APPRAISE: {Outcome.PROPOSED, Outcome.PROPOSED_REFUSAL},
    Act.APPROVE: {Outcome.APPROVED, Outcome.SENT_BACK},
    Act.STAMP: {Outcome.STAMPED},
    Act.RETURN: {Outcome.RETURNED},
}


@given(publishable())
def test_the_drawn_processes_may_be_published(process):
    assert problems(process) == []


@given(publishable(), st.lists(st.sampled_from(Outcome), max_size=60))
def test_a_walk_ends_returned_or_goes_on(process, outcomes):
    move = entered(process)
    assert (move.status, move.position) == (Status.RECEIVED, 2)
    for outcome in outcomes:
        if move.position is None:
            break
        act, before = process.at(move.position).act, move
        if outcome not in POSSIBLE[act]:
            with pytest.raises(NotPossibleError):
                next_move(process, move.position, move.status, outcome)
            continue
        move = next_move(process, move.position, move.status, outcome)
        transition = TRANSITIONS[move.act]
        assert before.status in transition.sources
        assert move.status is transition.target
        assert before.status not in FINAL
    if move.position is None:
        assert move.status is Status.RETURNED
        return
    assert comes_home(process, move) is Status.RETURNED


def comes_home(process, move):
    """The status at the end, when from now on every act ends well."""
    for _ in range(len(process.steps)):
        if move.position is None:
            break
        well = next(outcome for outcome in Outcome if outcome in POSSIBLE[process.at(move.position).act])
        assert well is not Outcome.SENT_BACK
        move = next_move(process, move.position, move.status, well)
    assert move.position is None
    return move.status


@given(publishable())
def test_solved_means_stamped_and_waiting_to_be_returned(process):
    move = entered(process)
    while move.position is not None:
        assert (move.status is Status.SOLVED) == (process.at(move.position).act is Act.RETURN)
        well = next(outcome for outcome in Outcome if outcome in POSSIBLE[process.at(move.position).act])
        move = next_move(process, move.position, move.status, well)


@given(publishable(), st.sampled_from(sorted(FINAL)), st.sampled_from(Outcome))
def test_nothing_is_done_in_a_final_status(process, status, outcome):
    for position in (*range(1, len(process.steps) + 1), None):
        with pytest.raises(NotPossibleError):
            next_move(process, position, status, outcome)


def test_sent_back_goes_to_the_first_appraisal():
    process = standard_process([])
    steps = (*process.steps[:2], process.steps[1], *process.steps[2:])
    longer = Process(steps)
    assert next_move(longer, 4, Status.IN_PROGRESS, Outcome.SENT_BACK).position == 2


@pytest.mark.parametrize("position", [0, 6])
def test_a_step_that_is_none(position):
    with pytest.raises(ValueError, match="no step"):
        standard_process([]).at(position)


def test_an_act_that_a_process_lacks():
    with pytest.raises(ValueError, match="no step to stamp"):
        Process(standard_process([]).steps[:3]).position_of(Act.STAMP)


@given(st.sets(st.sampled_from(Act)))
def test_the_standard_process_may_be_published_whatever_is_promised(promised):
    process = standard_process(promised)
    assert problems(process) == []
    assert process.acts_on_the_spot == len(promised | {Act.RECEIVE, Act.RETURN})
