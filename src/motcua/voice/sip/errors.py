"""What is wrong with a message, in the words of the protocol. Peers read these, people don't."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.voice.sip.message import Message


class MalformedError(ValueError):
    """A message that can't be understood.

    `status` is the answer to give where `message`, what could be read of it, still tells whom to answer
    (RFC 3261 §16.3); responses and what has no readable Via are dropped.
    """

    def __init__(self, why: str, *, status: int = 400, message: "Message | None" = None) -> None:
        super().__init__(why)
        self.why = why
        self.status = status
        self.message = message
