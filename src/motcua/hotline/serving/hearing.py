"""The dialogue's recognisers, as long as it runs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from motcua.catalogue import search
from motcua.hotline import ears
from motcua.hotline.ears.command import command_of, why_deaf
from motcua.hotline.ears.programs import Programs

log = logging.getLogger(__name__)


@contextmanager
def hearing(named: str, at_once: int) -> Iterator[None]:
    """Within, callers may say what they need, if `named` is a recogniser that can be started; else keys are all there is."""
    if reason := why_deaf(named):
        log.warning("%s", reason)
    if reason or not named:
        yield
        return
    programs = Programs(command_of(named), at_once)
    try:
        programs.open()
    except ears.DeafError as error:
        log.warning("Callers can't say what they need: %s", error)
        yield
        return
    search.warm()
    ears.use(programs)
    try:
        yield
    finally:
        ears.use(None)
        programs.close()
