"""What the hall tells its own worker."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.foundation.events import Event


@dataclass(frozen=True, slots=True)
class TicketToPrint(Event):
    """A slip is wanted. One device's slips come out one after another."""

    name: ClassVar[str] = "ticketing:ticket:to_print"
    ticket_id: str
    device_id: int

    @property
    def stream(self) -> str:
        return f"device:{self.device_id}"
