"""For processes that must never pause: what is there is never looked through for garbage again, and what comes seldom."""

import gc

_THRESHOLDS = (50_000, 50, 1_000)


def settle() -> None:
    """Call it once all is set up. With thousands of calls a full collection takes a tenth of a second, and is heard."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
