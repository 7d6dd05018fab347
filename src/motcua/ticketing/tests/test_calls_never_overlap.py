from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.ticketing.rules.speaking import Call, Manner, Voice, called, next_piece, withdrawn

START = datetime(2026, 11, 25, 8, 30)
DAYS = st.lists(
    st.one_of(
        st.tuples(st.just("call"), st.integers(0, 5), st.integers(0, 60)),
        st.tuples(st.just("ended"), st.just(0), st.integers(1, 40)),
        st.tuples(st.just("withdrawn"), st.integers(0, 5), st.just(0)),
    ),
    max_size=60,
)
MANNERS = st.builds(
    Manner,
    languages=st.sampled_from([("vi",), ("vi", "en")]),
    rounds=st.integers(1, 3),
    stale_after=st.sampled_from([timedelta(seconds=20), timedelta(seconds=60)]),
)


def play(day, manner):
    """The pieces in the order of their beginning, each with its moment and the voice before; as a board drives the rules."""
    voice, now, pieces = Voice(), START, []
    for serial, (what, ticket, seconds) in enumerate(day):
        if what == "call":
            voice = called(voice, Call(str(serial), f"t{ticket}", now - timedelta(seconds=seconds)))
        elif what == "withdrawn":
            voice = withdrawn(voice, f"t{ticket}")
        else:
            now += timedelta(seconds=seconds)
        if what == "ended" or (what == "call" and voice.playing is None):
            voice = next_piece(voice, manner, now)
            if voice.playing:
                pieces.append((now, voice.playing))
    return voice, pieces


@given(DAYS, MANNERS)
def test_one_call_is_told_whole_before_the_next(day, manner):
    _, pieces = play(day, manner)
    order = []
    for _, piece in pieces:
        if not order or order[-1] != piece.call.id:
            order.append(piece.call.id)
    assert len(order) == len(set(order))
    for call in order[:-1]:
        told = [(piece.round, piece.language) for _, piece in pieces if piece.call.id == call]
        rounds = told[-1][0] + 1
        assert told == [(round_, language) for round_ in range(rounds) for language in manner.languages]
        assert rounds <= manner.rounds


@given(DAYS, MANNERS)
def test_nothing_stale_is_begun_and_no_ticket_waits_twice(day, manner):
    voice, pieces = play(day, manner)
    begun = {}
    for now, piece in pieces:
        begun.setdefault(piece.call.id, now - piece.call.called_at)
    assert all(age <= manner.stale_after for age in begun.values())
    tickets = [call.ticket for call in voice.waiting]
    assert len(tickets) == len(set(tickets))


def test_a_repeated_call_takes_the_place_of_the_one_that_waits():
    voice = Voice()
    for serial, ticket in (("1", "a"), ("2", "b"), ("3", "a"), ("1", "a")):
        voice = called(voice, Call(serial, ticket, START))
    assert [call.id for call in voice.waiting] == ["3", "2"]


def test_a_second_round_gives_way_to_who_waits():
    manner, voice = Manner(rounds=2), called(Voice(), Call("1", "a", START))
    voice = next_piece(voice, manner, START)
    again = next_piece(voice, manner, START).playing
    assert (again.call.id, again.round) == ("1", 1)
    assert next_piece(called(voice, Call("2", "b", START)), manner, START).playing.call.id == "2"
