"""Menus, entries, interruptions, repetition, going back, time-outs, questions and the end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.voice.flow import (
    Answered,
    Ask,
    HangUp,
    Hush,
    Keep,
    Key,
    Listen,
    Played,
    Say,
    Silence,
    Wait,
    begin,
    read,
    step,
)
from motcua.voice.flow.interpreter import MOST_PASSED
from motcua.voice.flow.tests.example import HOTLINE
from motcua.voice.flow.tree import KEYS

TREE = read(HOTLINE)
MAIN = Say(("main menu",))


class Caller:
    def __init__(self):
        self.state, self.steps = begin(TREE)

    def does(self, *events):
        done = ()
        for event in events:
            self.state, self.steps = step(TREE, self.state, event)
            done += self.steps
        return done

    def presses(self, keys):
        return self.does(*map(Key, keys))


@pytest.fixture
def caller():
    return Caller()


def test_greeted_and_led_to_the_menu(caller):
    assert caller.steps == (Say(("welcome",)),)
    assert caller.does(Played()) == (MAIN,)
    assert caller.does(Played()) == (Wait(6),)


def test_a_key_interrupts(caller):
    assert caller.presses("8") == (Hush(), MAIN)
    assert caller.presses("1") == (Hush(), Say(("type the number",)))


def test_who_knows_the_menu_presses_through_the_greeting(caller):
    assert caller.presses("1") == (Hush(), Say(("type the number",)))


def test_a_number_is_typed_and_looked_up(caller):
    caller.presses("1")
    assert caller.presses("1") == (Hush(), Wait(4))
    assert caller.presses("2345678901") == (Wait(4),) * 10
    assert caller.presses("2") == (Say(("one moment",)), Ask("dossier", (("look-up", "123456789012"),)))
    assert caller.presses("5") == caller.does(Played(), Silence()) == ()
    assert caller.does(Answered("no such outcome")) == ()
    assert caller.does(Answered("found", ("being appraised", "on", "3"))) == (
        Say(("being appraised", "on", "3", "another number")),
    )
    assert caller.state.slot("look-up") == "123456789012"
    assert caller.does(Answered("found")) == ()


def test_too_few_figures(caller):
    caller.presses("1123")
    assert caller.presses("#") == (Say(("wrong", "type the number")),)
    caller.presses("12")
    assert caller.does(Silence()) == (Say(("wrong", "type the number")),)
    caller.presses("1")
    assert caller.presses("#") == (Say(("goodbye",)),)
    assert caller.does(Played()) == (HangUp(),)


def test_figures_are_taken_back_then_the_caller_goes_back(caller):
    caller.presses("1123")
    assert caller.presses("*") == (Say(("type the number",)),)
    assert caller.state.figures == ""
    assert caller.presses("*") == (Hush(), MAIN)
    assert caller.state.passed == ()
    assert caller.presses("*") == (Hush(), Say(("wrong", "main menu")))


def test_repeating(caller):
    caller.does(Played(), Played())
    assert caller.presses("9") == (MAIN,)


@pytest.mark.parametrize(("event", "said"), [(Key("7"), "wrong"), (Silence(), "still there")])
def test_three_tries(caller, event, said):
    caller.does(Played(), Played())
    for _ in range(2):
        assert caller.does(event) == (Say((said, "main menu")),)
        caller.does(Played())
    assert caller.does(event) == (Say(("goodbye",)),)
    assert caller.presses("1") == ()
    assert caller.does(Played()) == (HangUp(),)


def test_tries_are_counted_anew_at_each_node(caller):
    caller.does(Played(), Played())
    caller.presses("7")
    caller.presses("2")
    caller.does(Played())
    assert caller.state.failures == 0


def test_silence_while_speaking_is_none(caller):
    assert caller.does(Silence()) == ()
    caller.does(Played())
    assert caller.does(Silence()) == ()


def test_what_may_not_be_interrupted(caller):
    caller.presses("1123456789012")
    caller.does(Answered("later"))
    assert caller.presses("1") == ()
    assert caller.does(Played()) == (HangUp(),)


def test_the_end(caller):
    caller.does(Played())
    assert caller.presses("0") == (Hush(), Say(("thank you",)))
    assert caller.does(Played()) == (HangUp(),)


EVENTS = st.one_of(
    st.sampled_from(KEYS + "A").map(Key),
    st.just(Played()),
    st.just(Silence()),
    st.sampled_from(["found", "unknown", "later"]).map(Answered),
)


@given(st.lists(EVENTS, max_size=80))
def test_whatever_happens_somebody_acts_next(events):
    caller = Caller()
    for event in events:
        caller.does(event)
        state = caller.state
        assert len(state.passed) <= MOST_PASSED
        assert len(state.figures) < 12
        kinds = [type(done) for done in caller.steps]
        if Say in kinds:
            assert state.speaking
            assert kinds.index(Say) == len(kinds) - 1 - (Ask in kinds)
        if HangUp in kinds:
            return


@given(st.lists(st.sampled_from([Played(), Silence()]), min_size=60, max_size=60))
def test_somebody_who_does_nothing_is_hung_up_on(events):
    caller = Caller()
    done = [kind for event in events for kind in caller.does(event, Played(), Silence())]
    assert HangUp() in done


MESSAGES = read(
    {
        "start": "language",
        "wrong": ["wrong"],
        "silence": ["still there"],
        "goodbye": ["goodbye"],
        "nodes": {
            "language": {
                "kind": "menu",
                "prompts": ["choose"],
                "choices": {"1": "asked", "2": "speak"},
                "silent": "asked",
            },
            "asked": {"kind": "question", "ask": "state", "outcomes": {"known": "told"}},
            "told": {"kind": "menu", "prompts": ["more"], "choices": {"1": "asked", "0": "end"}},
            "speak": {"kind": "recording", "prompts": ["speak now"], "seconds": 60, "then": "asked"},
            "end": {"kind": "message", "prompts": ["thank you"]},
        },
    }
)


def after(*events, tree=MESSAGES, slots=()):
    state, steps = begin(tree, slots)
    for event in events:
        state, steps = step(tree, state, event)
    return state, steps


def test_who_presses_nothing_is_led_on_where_the_menu_says_so():
    state, steps = after(Played(), Silence())
    assert state.node == "asked"
    assert steps == (Ask("state", ()),)


def test_an_answer_is_heard_again_with_the_menu_that_follows_it():
    told = Answered("known", ("due", "tomorrow"), (("seen", "yes"),))
    state, steps = after(Played(), Silence(), told, slots=(("call", "a"),))
    assert steps == (Say(("due", "tomorrow", "more")),)
    assert state.slots == (("call", "a"), ("seen", "yes"))
    state, steps = step(MESSAGES, state, Key("9"))
    assert steps == (Hush(), Say(("due", "tomorrow", "more")))
    state, steps = step(MESSAGES, state, Key("7"))
    assert steps == (Hush(), Say(("wrong", "due", "tomorrow", "more")))


def test_a_message_is_kept_until_hash():
    state, steps = after(Played(), Key("2"), Played())
    assert steps == (Listen(60), Wait(60))
    state, steps = step(MESSAGES, state, Key("5"))
    assert steps == (), "figures are part of what is said"
    assert step(MESSAGES, state, Key("#"))[1] == (Keep(), Ask("state", ()))


def test_a_message_is_kept_when_its_time_is_over():
    _state, steps = after(Played(), Key("2"), Played(), Silence())
    assert steps == (Keep(), Ask("state", ()))
