"""What the catalogue tells the rooms above it."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.foundation.events import Event


@dataclass(frozen=True, slots=True)
class ImportQueued(Event):
    """A file waits to be imported."""

    name: ClassVar[str] = "catalogue:import:queued"
    run_id: int


@dataclass(frozen=True, slots=True)
class CatalogueChanged(Event):
    """What is read of procedures has changed: new versions, names, verified fees, what this centre handles."""

    name: ClassVar[str] = "catalogue:procedures:changed"
    reason: str
    """The act that changed it, as in the audit chain."""

    @property
    def stream(self) -> str:
        return "catalogue"
