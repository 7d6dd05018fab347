"""What the callers of the bench call: a small hotline, and what they press when they hear which prompt.

Prompts are one level each, so that whoever hears a packet knows which prompt it is of.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from motcua.voice import flow
from motcua.voice.rtp import bank, g711
from motcua.voice.station import Dialogue, Slots, Talked


@dataclass(frozen=True, slots=True)
class Step:
    """Whoever hears one of the prompts `awaits` presses `keys` after a while; without keys it goes on listening."""

    awaits: tuple[str, ...]
    keys: str = ""
    least_ms: int = 300
    most_ms: int = 2_000


@dataclass(frozen=True, slots=True)
class Exchange:
    """`prompts` in seconds. The callers go through `script` round and round."""

    tree: flow.Tree
    prompts: Mapping[str, float]
    dialogue: Dialogue
    script: tuple[Step, ...]


class _Answers:
    """Answers at once: what a look-up costs is measured by the bench of look-ups."""

    def ask(self, question: str, slots: Slots, answer: Callable[[flow.Answered], None]) -> None:
        known = question == "dossier" and len(dict(slots)["look-up"]) == len(NUMBER)
        answer(flow.Answered("found" if known else "unknown", ("answer",) if known else ()))

    def talked(self, talked: Talked) -> None:
        """The bench counts for itself."""


NUMBER = "250812001234"


def hotline() -> Exchange:
    """A menu, a number of twelve figures, and an answer of 40 seconds, after which there is a menu again."""
    message, menu = flow.Message, flow.Menu
    tree = flow.Tree(
        start="greeting",
        nodes={
            "greeting": message(("greeting",), then="main"),
            "main": menu(("menu",), {"1": "number", "0": "end"}),
            "number": flow.Entry(("type the number",), "look-up", 12, 12, then="look up"),
            "look up": flow.Question("dossier", {"found": "more", "unknown": "unknown"}),
            "more": menu(("another",), {"1": "number", "0": "end"}),
            "unknown": message(("unknown",), then="more"),
            "end": message(("farewell",)),
        },
        wrong=("wrong",),
        silence=("still there",),
        goodbye=("farewell",),
    )
    prompts = {
        "greeting": 4.0, "menu": 12.0, "type the number": 6.0, "another": 8.0, "answer": 40.0, "unknown": 5.0,
        "wrong": 2.0, "still there": 2.0, "farewell": 3.0,
    }  # fmt: skip
    script = (Step(("menu", "another"), "1"), Step(("type the number",), NUMBER), Step(("answer",)))
    return Exchange(tree, prompts, _Answers(), script)


def levels(exchange: Exchange) -> dict[str, int]:
    """The byte of A-law that each prompt is made of; none is silence."""
    codes = [code for code in range(256) if abs(int(g711.DECODE_A[code])) > 1_000]  # noqa: PLR2004 - well above silence
    return {name: codes[i] for i, name in enumerate(sorted(exchange.prompts))}


def record(exchange: Exchange, folder: Path) -> None:
    """Make the bank."""
    told = levels(exchange)
    sounds = {
        name: np.full(int(seconds * g711.RATE), g711.DECODE_A[told[name]], np.int16)
        for name, seconds in exchange.prompts.items()
    }
    bank.build(folder, sounds)
