"""What one room tells the rooms above it: typed facts, in the past tense.

A room defines its events in its `events.py`; a later room subscribes in its `AppConfig.ready`:

    @dataclass(frozen=True, slots=True)
    class PaymentConfirmed(Event):
        name: ClassVar[str] = "payments:payment:confirmed"
        order_id: int

        @property
        def stream(self) -> str:
            return f"order:{self.order_id}"

    events.subscribe(PaymentConfirmed, accept_payment)
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self, TypeVar

from motcua.foundation.names import checked_name

_types: dict[str, type["Event"]] = {}
_handlers: dict[str, dict[str, Callable[[Any], None]]] = {}


@dataclass(frozen=True, slots=True)
class Event:
    """A fact. Its fields are plain JSON (text, whole numbers, true/false, null, lists, mappings): ids, not rows.

    It passes through tables and logs, so it carries nothing about a person.
    """

    name: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        # slots=True makes the class twice, hence no super(): its cell would still hold the first one.
        object.__init_subclass__(**kwargs)
        other = _types.get(checked_name(cls.name))
        if other is not None and other.__qualname__ != cls.__qualname__:
            raise ValueError(f"{cls.__qualname__} and {other.__qualname__} are both called {cls.name!r}")
        _types[cls.name] = cls

    @property
    def stream(self) -> str:
        """Events of one stream reach each subscriber in the order they were published; "" means in any order."""
        return ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> Self:
        """The event again; a field that this version of the program doesn't know is passed over."""
        known = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in payload.items() if key in known})


E_ = TypeVar("E_", bound=Event)


def subscribe(event_type: type[E_], handler: Callable[[E_], None]) -> None:
    """Have `handler(event)` run in the worker for each event of this type.

    It runs at least once: after a crash it may run again with the same event, so it checks before it acts
    (compare-and-set, a UNIQUE constraint, an idempotency key). Subscribing twice counts once.
    """
    _handlers.setdefault(event_type.name, {})[_path(handler)] = handler


def unsubscribe(event_type: type[E_], handler: Callable[[E_], None]) -> None:
    _handlers.get(event_type.name, {}).pop(_path(handler), None)


def subscribers(event_name: str) -> list[str]:
    """The dotted paths of the handlers, in the order they subscribed."""
    return list(_handlers.get(event_name, {}))


def known_names() -> list[str]:
    """The names of all events that this version of the program can read."""
    return list(_types)


def event_from(name: str, payload: Mapping[str, Any]) -> Event:
    """The event that was published under this name.

    Raises:
        LookupError: no event has this name in this version of the program.
    """
    event_type = _types.get(name)
    if event_type is None:
        raise LookupError(f"No event is called {name!r}; was its room taken out of INSTALLED_APPS?")
    return event_type.from_json(payload)


def deliver(event: Event, handler_path: str) -> None:
    """Run one subscriber.

    Raises:
        LookupError: no such subscriber; it was renamed or removed after the event was handed over.
    """
    handler = _handlers.get(event.name, {}).get(handler_path)
    if handler is None:
        raise LookupError(f"{handler_path} doesn't subscribe to {event.name!r} any more")
    handler(event)


def _path(handler: Callable[..., None]) -> str:
    return f"{handler.__module__}.{handler.__qualname__}"
