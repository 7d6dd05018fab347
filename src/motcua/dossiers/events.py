"""What dossiers tell the rooms above them."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.foundation.events import Event


@dataclass(frozen=True, slots=True)
class DossierAccepted(Event):
    """A dossier was received and has its number."""

    name: ClassVar[str] = "dossiers:dossier:accepted"
    dossier_id: str
    code: str

    @property
    def stream(self) -> str:
        return f"dossier:{self.dossier_id}"


@dataclass(frozen=True, slots=True)
class DossierMoved(Event):
    """A dossier went on: `act` as in the audit chain, `status` is the national status that it has since."""

    name: ClassVar[str] = "dossiers:dossier:moved"
    dossier_id: str
    code: str
    act: str
    status: int

    @property
    def stream(self) -> str:
        return f"dossier:{self.dossier_id}"
