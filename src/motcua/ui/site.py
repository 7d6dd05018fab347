"""What the frame of every page says about the centre: its name, hours and telephone.

The answer lives in later rooms (organisation). They register a provider once, at start; until then the frame shows the product's name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings


class Stage(StrEnum):
    """Is this the real thing? Said on every page unless it is."""

    DEMO = "demo"
    TRIAL = "trial"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Site:
    """The centre as the frame of a page names it. Texts are ready to show; an empty one is left out."""

    name: str = "Trung tâm Phục vụ hành chính công"
    address: str = ""
    hours: str = ""
    phone: str = ""
    email: str = ""


_provider: Callable[[], Site] = Site


def provide(provider: Callable[[], Site]) -> None:
    """Make `provider` the source of the frame's texts. It is asked on every page: let it remember its answer."""
    global _provider  # noqa: PLW0603 - one process serves one centre
    _provider = provider


def site() -> Site:
    return _provider()


def stage() -> Stage:
    """From the settings MOTCUA_DEMO and MOTCUA_TRIAL."""
    if getattr(settings, "MOTCUA_DEMO", False):
        return Stage.DEMO
    return Stage.TRIAL if getattr(settings, "MOTCUA_TRIAL", False) else Stage.LIVE
