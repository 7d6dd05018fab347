"""What many ratings say: every figure is as long as its list, rated ≤ served, and officers are told sums only."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.feedback.facts import Given
from motcua.feedback.rules import FEWEST, counted, satisfaction, told_to_the_officer
from motcua.feedback.selectors.own import own_months
from motcua.feedback.selectors.results import Wanted, lines_of, results_of, those
from motcua.feedback.selectors.served import served_ticket
from motcua.feedback.services import rate
from motcua.feedback.tests.scene import RatingScene
from motcua.feedback.vocabulary import Level, RatingSource, Reason

LEVELS = st.lists(st.sampled_from([1, 2, 3, 4, 5]), max_size=40)
TODAY = date(2026, 11, 9)


@given(LEVELS)
def test_the_index_is_the_share_of_the_satisfied(levels):
    told = satisfaction(counted(levels))
    if not levels:
        assert told is None
        return
    assert told is not None
    assert told.count == len(levels)
    assert told.index == sum(level >= 4 for level in levels) / len(levels)
    assert told.mean == pytest.approx(sum(levels) / len(levels))


@given(LEVELS, st.sampled_from([1, 2, 3, 4, 5]))
def test_one_more_rating_never_shows_by_itself(levels, one_more):
    before, after = told_to_the_officer(levels), told_to_the_officer([*levels, one_more])
    assert len(after) - len(before) in {0, FEWEST}
    assert len(after) % FEWEST == 0
    assert satisfaction(counted(before), at_least=FEWEST) is None or len(before) >= FEWEST


def a_day(scene: RatingScene) -> None:
    """Two counters, quick and slow, some who rate and some who don't."""
    scene.rated(5, 4, 2, procedure="1.001193")
    other = scene.counter()
    scene.rated(5, 1, at=other, waits=25)
    scene.serves(waits=12)
    scene.serves(at=other)
    ticket = scene.serves()
    reasons = (Reason.WAITING, Reason.PREMISES)
    rate(served_ticket(ticket), Given(Level.NEUTRAL, reasons, "Ghế gãy"), source=RatingSource.TICKET_QR)


@pytest.mark.django_db
def test_every_figure_is_as_long_as_its_list(scene):
    a_day(scene)
    lines = lines_of(scene.unit.pk, TODAY)
    results = results_of(lines)

    def listed(**wanted) -> int:
        return len(those(lines, Wanted(**wanted)))

    assert (results.served, results.rated, results.without_ticket) == (8, 6, 0)
    assert listed(ticket=True) == results.served
    assert listed(ticket=True, rated=True) == results.rated
    assert {level: listed(level=level) for level in Level} == results.levels
    assert {reason: listed(reason=reason.value) for reason in Reason} == results.reasons
    assert listed(low=True) == 2
    for keyed, name, typed in (
        (results.by_counter, "counter", int),
        (results.by_hour, "hour", int),
        (results.by_wait, "band", str),
    ):
        assert sum(figures.served for figures in keyed) == results.served
        assert sum(figures.rated for figures in keyed) == results.rated
        for figures in keyed:
            assert figures.rated <= figures.served
            assert listed(**{name: typed(figures.key)}, ticket=True) == figures.served
            assert listed(**{name: typed(figures.key)}, rated=True) == figures.rated
            assert listed(**{name: typed(figures.key)}, low=True) == figures.low
    assert [(figures.key, figures.rated) for figures in results.by_procedure] == [("1.001193", 3)]
    assert listed(procedure="1.001193") == 3
    assert [figures.key for figures in results.by_wait] == ["0-10", "10-20", "20-40"]


@pytest.mark.django_db
def test_another_units_ratings_are_no_part_of_it(scene, outsider):
    scene.rated(5)
    elsewhere = outsider.roles.get().unit_id
    assert lines_of(elsewhere, TODAY) == []
    assert results_of([]).satisfaction is None


@pytest.mark.django_db
def test_an_officer_sees_nothing_below_five_and_then_only_whole_fives(scene):
    scene.rated(5, 5, 4, 1)
    this, before = own_months(scene.clerk.staff_id, TODAY)
    assert (this.satisfaction, before.satisfaction) == (None, None)
    assert sum(this.levels.values()) == 0
    scene.rated(3)
    this, _before = own_months(scene.clerk.staff_id, TODAY)
    assert this.satisfaction is not None
    assert (this.satisfaction.count, this.satisfaction.index, this.satisfaction.mean) == (5, 0.6, 3.6)
    scene.rated(1, 1, 1, 1)
    assert own_months(scene.clerk.staff_id, TODAY)[0] == this
    assert own_months(scene.kiosk.staff_id, TODAY)[0].satisfaction is None
