"""What changes seldom and is asked often, remembered in the process for a few seconds."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def remembered(*, seconds: float, at_most: int = 2048) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Answer again what was answered within `seconds`, for the same arguments; neither an error nor None is remembered.

    For values that nobody changes after they are made: everybody gets the same one. What was published shows at the
    latest after `seconds`.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        kept: OrderedDict[object, tuple[float, T]] = OrderedDict()
        lock = threading.Lock()

        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> T:
            key = (args, tuple(sorted(kwargs.items())))
            now = time.monotonic()
            found = kept.get(key)
            if found is not None and now < found[0]:
                return found[1]
            value = function(*args, **kwargs)
            if value is None:  # not there yet: whoever makes it shall see it at once
                return value
            with lock:
                kept[key] = (now + seconds, value)
                kept.move_to_end(key)
                while len(kept) > at_most:
                    kept.popitem(last=False)
            return value

        _forgetters.append(kept.clear)
        return ask

    return decorate


_forgetters: list[Callable[[], None]] = []


def forget_everything() -> None:
    """Ask everything anew: between tests, whose rows come and go within seconds."""
    for forget in _forgetters:
        forget()
