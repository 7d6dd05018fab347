"""A question between an answer and the menu after it, which nobody hears."""

from motcua.voice.flow import (
    Answered,
    Ask,
    Key,
    Menu,
    Message,
    Played,
    Question,
    Say,
    State,
    Tree,
    begin,
    problems,
    step,
)

TREE = Tree(
    start="facts",
    nodes={
        "facts": Question("facts", {"told": "more?"}),
        "more?": Question("more?", {"yes": "more", "no": "told"}, aside=True),
        "more": Menu(("more",), {"0": "end"}),
        "told": Menu(("told",), {"0": "end"}),
        "end": Message(("bye",)),
    },
    wrong=("wrong",),
    silence=("silence",),
    goodbye=("goodbye",),
)


def test_the_answers_words_go_on_to_the_menu_and_are_repeated_there():
    assert problems(TREE) == []
    state, _ = begin(TREE)
    state, steps = step(TREE, state, Answered("told", ("fact",), (("about", "it"),)))
    assert (state.node, steps) == ("more?", (Ask("more?", (("about", "it"),)),)), "nothing is said yet"
    assert step(TREE, state, Key("1")) == (state, ())
    state, steps = step(TREE, state, Answered("yes", ("besides",)))
    assert steps == (Say(("fact", "besides", "more")),)
    state, _ = step(TREE, state, Played())
    state, steps = step(TREE, state, Key("9"))
    assert steps == (Say(("fact", "besides", "more")),)
    assert isinstance(state, State)
    assert state.passed == (), "nobody goes back to a question"
