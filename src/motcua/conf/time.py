"""The centre's time: the machine's, or in a demo another moment that runs on (MOTCUA_CLOCK)."""

from motcua.foundation.settings import Settings
from motcua.kernel import clock


def use_centre_time(settings: Settings) -> None:
    """Make the process live at MOTCUA_CLOCK; with MOTCUA_CLOCK_STARTED, as far past it as the centre has run already."""
    if settings.clock is None:
        return
    machine = clock.SystemClock()
    moment = settings.clock.replace(tzinfo=clock.HANOI)
    if settings.clock_started is not None:
        moment += machine.now() - settings.clock_started
    clock.use(clock.ShiftedClock(moment, machine))
