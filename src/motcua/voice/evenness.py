"""For processes that must never pause, as far as they are allowed to."""

import gc
import os
from contextlib import suppress

_THRESHOLDS = (50_000, 50, 1_000)
_NICENESS = -10


def settle() -> None:
    """Call it once all is set up: what is there is never looked through for garbage again, and what comes seldom.

    With thousands of calls a full collection takes a tenth of a second, and is heard.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


def come_before_others(process: int = 0) -> None:
    """Let this process, or another of ours, run before pages and reports; does nothing where that isn't allowed."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process, _NICENESS)
