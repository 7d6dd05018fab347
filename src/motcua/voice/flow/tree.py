"""A call's tree: nodes by name, prompts by key. What the prompts say, and in which voice, is the bank's matter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

DIGITS = "0123456789"
KEYS = DIGITS + "*#"


@dataclass(frozen=True, slots=True)
class Message:
    """Says something, then goes on; without `then` the call ends. `barge_in`: any key skips the rest."""

    prompts: tuple[str, ...]
    then: str | None = None
    barge_in: bool = True


@dataclass(frozen=True, slots=True)
class Menu:
    """Says what may be pressed; `choices` leads from a key to a node. Whoever presses nothing goes to `silent`, or is asked again."""

    prompts: tuple[str, ...]
    choices: Mapping[str, str]
    silent: str | None = None
    barge_in: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """Takes `least` to `most` figures into `slot`, then goes on. The tree's `done` key ends it early."""

    prompts: tuple[str, ...]
    slot: str
    least: int
    most: int
    then: str
    barge_in: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """Asks the dialogue `ask` with all slots; `outcomes` leads from its answer to a node. `prompts` fill the wait.

    The dialogue always answers: where it can't in time, by an outcome that says so. `aside`: what the answer before it said is
    left to the node after it, so that the question comes between the two unheard.
    """

    ask: str
    outcomes: Mapping[str, str]
    prompts: tuple[str, ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Recording:
    """Keeps what the caller says as `slot`, until the tree's `done` key or for `seconds`; then goes on, also when the caller hangs up.

    `pause` in seconds: whoever has spoken and is silent for so long has said it; 0: a pause is part of what is said.
    """

    prompts: tuple[str, ...]
    then: str
    seconds: float = 120
    pause: float = 0
    slot: str = "message"
    barge_in: bool = True


Node = Message | Menu | Entry | Question | Recording


@dataclass(frozen=True, slots=True)
class Tree:
    """`patience` in seconds without a key, after the prompt; `between` two figures. `tries`: then `goodbye` is said.

    `repeat` and `back` work in menus; in entries `back` does, and `done` ends them.
    """

    start: str
    nodes: Mapping[str, Node]
    wrong: tuple[str, ...]
    silence: tuple[str, ...]
    goodbye: tuple[str, ...]
    repeat: str = "9"
    back: str = "*"
    done: str = "#"
    patience: float = 6
    between: float = 4
    tries: int = 3


def targets(node: Node) -> Iterator[str]:
    """Where a node leads, not counting back and repeat."""
    if isinstance(node, Menu):
        yield from node.choices.values()
        if node.silent is not None:
            yield node.silent
    elif isinstance(node, Question):
        yield from node.outcomes.values()
    elif node.then is not None:
        yield node.then
