"""What happens in a call, what is to be done about it, and all that is remembered in between."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    key: str


@dataclass(frozen=True, slots=True)
class Played:
    """All that was to be said is said."""


@dataclass(frozen=True, slots=True)
class Silence:
    """The time of the last Wait is over."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The dialogue's answer: which outcome, what to say first (fragments with the date, the step and so on), what to remember."""

    outcome: str
    prompts: tuple[str, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()


Event = Key | Played | Silence | Answered


@dataclass(frozen=True, slots=True)
class Say:
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hush:
    """Stop speaking at once."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Give a Silence if no key comes for so long; a later Wait, or any key, ends an earlier one."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Ask:
    question: str
    slots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listen:
    """Begin to keep what the caller says, as `slot`; a Silence is due when the caller has spoken and then paused for `pause` seconds (0: never)."""

    seconds: float
    slot: str = "message"
    pause: float = 0


@dataclass(frozen=True, slots=True)
class Keep:
    """The caller has said it."""

    slot: str = "message"


@dataclass(frozen=True, slots=True)
class HangUp:
    pass


Step = Say | Hush | Wait | Ask | Listen | Keep | HangUp


@dataclass(frozen=True, slots=True)
class State:
    """`node` is None while the last words are said. `passed`: the nodes to go back to, the nearest last.

    `first` is what an answer said before the node's own words: whoever asks to hear it again hears that too.
    """

    node: str | None
    passed: tuple[str, ...] = ()
    figures: str = ""
    failures: int = 0
    slots: tuple[tuple[str, str], ...] = ()
    first: tuple[str, ...] = ()
    speaking: bool = False
    listening: bool = False

    def slot(self, name: str) -> str:
        return dict(self.slots).get(name, "")
