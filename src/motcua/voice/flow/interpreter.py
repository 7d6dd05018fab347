"""One step of a call: from what is remembered and what happened to what is remembered and done. Pure."""

from dataclasses import replace

from motcua.voice.flow.steps import (
    Answered,
    Ask,
    Event,
    HangUp,
    Hush,
    Keep,
    Key,
    Listen,
    Played,
    Say,
    State,
    Step,
    Wait,
)
from motcua.voice.flow.tree import DIGITS, Entry, Menu, Message, Question, Recording, Tree

Outcome = tuple[State, tuple[Step, ...]]
# Nobody goes back further; a call that wanders for hours must not grow.
MOST_PASSED = 16


def begin(tree: Tree, slots: tuple[tuple[str, str], ...] = ()) -> Outcome:
    """The call is answered; `slots` are known of it from the start."""
    return _enter(tree, State(None, slots=slots), tree.start)


def step(tree: Tree, state: State, event: Event) -> Outcome:
    """What is done about it. An event that doesn't fit (a key after the farewell, a late answer) does nothing."""
    if state.node is None:
        return (state, (HangUp(),)) if isinstance(event, Played) else (state, ())
    if isinstance(event, Answered):
        return _answered(tree, state, event)
    if isinstance(event, Played):
        return _played(tree, replace(state, speaking=False))
    node = tree.nodes[state.node]
    if isinstance(node, Question):
        return state, ()
    return _pressed(tree, state, node, event.key) if isinstance(event, Key) else _silent(tree, state, node)


def _enter(tree: Tree, state: State, name: str, *, first: tuple[str, ...] = ()) -> Outcome:
    """Come to a node from another: the node that was left can be gone back to if a caller can do something there."""
    passed = state.passed
    if state.node is not None and isinstance(tree.nodes[state.node], Menu | Entry) and name != state.node:
        passed = (*passed, state.node)[-MOST_PASSED:]
    return _open(tree, replace(state, node=name, passed=passed, failures=0, first=first))


def _open(tree: Tree, state: State, about: tuple[str, ...] = ()) -> Outcome:
    """Say the node's words; `about` what went wrong before comes first."""
    assert state.node is not None
    node = tree.nodes[state.node]
    if isinstance(node, Question) and node.aside:
        return replace(state, figures="", speaking=False, listening=False), (Ask(node.ask, state.slots),)
    prompts = (*about, *state.first, *node.prompts)
    state = replace(state, figures="", speaking=bool(prompts), listening=False)
    say: tuple[Step, ...] = (Say(prompts),) if prompts else ()
    if isinstance(node, Question):
        return state, (*say, Ask(node.ask, state.slots))
    if prompts:
        return state, say
    return _played(tree, state)


def _played(tree: Tree, state: State) -> Outcome:
    assert state.node is not None
    node = tree.nodes[state.node]
    if isinstance(node, Message):
        return _enter(tree, state, node.then) if node.then is not None else _leave(state)
    if isinstance(node, Question):
        return state, ()
    if isinstance(node, Recording):
        return replace(state, listening=True), (Listen(node.seconds, node.slot, node.pause), Wait(node.seconds))
    return state, (Wait(tree.between if state.figures else tree.patience),)


def _leave(state: State, prompts: tuple[str, ...] = ()) -> Outcome:
    state = replace(state, node=None, speaking=bool(prompts))
    return state, (Say(prompts),) if prompts else (HangUp(),)


def _answered(tree: Tree, state: State, event: Answered) -> Outcome:
    assert state.node is not None
    node = tree.nodes[state.node]
    if not isinstance(node, Question) or event.outcome not in node.outcomes:
        return state, ()
    slots = {**dict(state.slots), **dict(event.slots)}
    state = replace(state, slots=tuple(slots.items()))
    first = (*state.first, *event.prompts) if node.aside else event.prompts
    return _enter(tree, state, node.outcomes[event.outcome], first=first)


def _pressed(tree: Tree, state: State, node: Message | Menu | Entry | Recording, key: str) -> Outcome:
    if state.speaking and not node.barge_in:
        return state, ()
    hush: tuple[Step, ...] = (Hush(),) if state.speaking else ()
    state = replace(state, speaking=False)
    if isinstance(node, Message):
        after, steps = _skipped(tree, state, key)
    elif isinstance(node, Recording):
        after, steps = _while_listening(tree, state, node, key)
    elif isinstance(node, Menu):
        after, steps = _chosen(tree, state, node, key)
    else:
        after, steps = _entered(tree, state, node, key)
    return after, (*hush, *steps)


def _skipped(tree: Tree, state: State, key: str) -> Outcome:
    """The rest of a message is skipped; a key that the menu after it knows is pressed there at once: who calls often knows it."""
    after, steps = _played(tree, state)
    node = tree.nodes[after.node] if after.node is not None else None
    if isinstance(node, Menu) and node.barge_in and key in node.choices:
        return _chosen(tree, replace(after, speaking=False), node, key)
    return after, steps


def _chosen(tree: Tree, state: State, menu: Menu, key: str) -> Outcome:
    if key in menu.choices:
        return _enter(tree, state, menu.choices[key])
    if key == tree.repeat:
        return _open(tree, state)
    if key == tree.back and state.passed:
        return _back(tree, state)
    return _again(tree, state, tree.wrong)


def _entered(tree: Tree, state: State, entry: Entry, key: str) -> Outcome:
    if key == tree.back:
        # The first press takes back what was typed, the next one goes back.
        if state.figures or not state.passed:
            return _open(tree, state)
        return _back(tree, state)
    if key == tree.done:
        return _finish(tree, state, entry)
    if key not in DIGITS:
        return _again(tree, state, tree.wrong)
    state = replace(state, figures=state.figures + key)
    if len(state.figures) >= entry.most:
        return _finish(tree, state, entry)
    return state, (Wait(tree.between),)


def _finish(tree: Tree, state: State, entry: Entry) -> Outcome:
    if len(state.figures) < entry.least:
        return _again(tree, state, tree.wrong)
    slots = {**dict(state.slots), entry.slot: state.figures}
    return _enter(tree, replace(state, slots=tuple(slots.items()), figures=""), entry.then)


def _while_listening(tree: Tree, state: State, node: Recording, key: str) -> Outcome:
    if not state.listening:
        return _back(tree, state) if key == tree.back and state.passed else _played(tree, state)
    return _kept(tree, state, node) if key == tree.done else (state, ())


def _kept(tree: Tree, state: State, node: Recording) -> Outcome:
    after, steps = _enter(tree, replace(state, listening=False), node.then)
    return after, (Keep(node.slot), *steps)


def _back(tree: Tree, state: State) -> Outcome:
    return _open(tree, replace(state, node=state.passed[-1], passed=state.passed[:-1], failures=0, first=()))


def _silent(tree: Tree, state: State, node: Message | Menu | Entry | Recording) -> Outcome:
    if state.speaking or isinstance(node, Message):
        return state, ()
    if isinstance(node, Recording):
        return _kept(tree, state, node) if state.listening else (state, ())
    if isinstance(node, Menu) and node.silent is not None:
        return _enter(tree, state, node.silent)
    if isinstance(node, Entry) and state.figures:
        return _finish(tree, state, node)
    return _again(tree, state, tree.silence)


def _again(tree: Tree, state: State, about: tuple[str, ...]) -> Outcome:
    """Say what is wrong and the node again; after `tries` say goodbye."""
    failures = state.failures + 1
    if failures >= tree.tries:
        return _leave(state, tree.goodbye)
    return _open(tree, replace(state, failures=failures), about)
