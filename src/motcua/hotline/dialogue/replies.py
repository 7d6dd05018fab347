"""What the tree asks, what is answered, and who answers: one function a question, found by its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from motcua.hotline.speech.fragment import Fragments, Language
from motcua.voice.station import CALL, CALLER, LANGUAGE, SOURCE

LATER = "later"
"""The outcome of any question that can't be answered now."""
TRIAL = "trial"
"""What a call that is tried in the back office is called: it holds and books nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in a call. `slots`: all that the call has told so far; what a caller typed is text of figures, anything may be missing."""

    slots: Mapping[str, str]
    now: datetime

    @property
    def language(self) -> Language:
        return "en" if self.slots.get(LANGUAGE) == "en" else "vi"

    @property
    def call(self) -> str:
        return self.slots.get(CALL, "")

    @property
    def is_trial(self) -> bool:
        return self.call == TRIAL

    @property
    def claimed_source(self) -> str:
        """The host that sent the call and whom it says to come from; proves nothing."""
        return f"{self.slots.get(SOURCE, '')} {self.slots.get(CALLER, '')}"

    def text(self, slot: str) -> str:
        return self.slots.get(slot, "")

    def number(self, slot: str, default: int = 0) -> int:
        text = self.slots.get(slot, "")
        return int(text) if text.isascii() and text.isdigit() else default


@dataclass(frozen=True, slots=True)
class Reply:
    """`said` is spoken before what the tree says; `slots` are remembered for the rest of the call."""

    outcome: str
    said: Fragments = ()
    slots: Mapping[str, str] = field(default_factory=dict)


Answerer = Callable[[Asked], Reply]
_answerers: dict[str, tuple[Answerer, frozenset[str]]] = {}


def answers(question: str, *outcomes: str) -> Callable[[Answerer], Answerer]:
    """Register the function that answers `question`, with the outcomes that it may give."""

    def register(function: Answerer) -> Answerer:
        _answerers[question] = (function, frozenset((*outcomes, LATER)))
        return function

    return register


def questions() -> Mapping[str, frozenset[str]]:
    """All questions and the outcomes that each may have."""
    return {question: outcomes for question, (_, outcomes) in _answerers.items()}


def answer(question: str, asked: Asked) -> Reply:
    """The answer; LATER for a question that nobody answers."""
    known = _answerers.get(question)
    return known[0](asked) if known else Reply(LATER)
