"""Messages as data (RFC 3261 §7), and their writing. Reading is in `reading`."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.grammar import split_outside
from motcua.voice.sip.limits import LIMITS
from motcua.voice.sip.uri import Uri
from motcua.voice.sip.values import Address, CSeq, Via

COMPACT = {
    "a": "Accept-Contact",
    "b": "Referred-By",
    "c": "Content-Type",
    "d": "Request-Disposition",
    "e": "Content-Encoding",
    "f": "From",
    "i": "Call-ID",
    "j": "Reject-Contact",
    "k": "Supported",
    "l": "Content-Length",
    "m": "Contact",
    "o": "Event",
    "r": "Refer-To",
    "s": "Subject",
    "t": "To",
    "u": "Allow-Events",
    "v": "Via",
    "x": "Session-Expires",
}
_ODD_CASE = {"call-id": "Call-ID", "cseq": "CSeq", "www-authenticate": "WWW-Authenticate", "min-se": "Min-SE"}

Fields = list[tuple[str, str]]


@lru_cache(512)
def canonical(name: str) -> str:
    """A header's name in the spelling that is used here: "v" and "VIA" are "Via" (RFC 3261 §7.3.3)."""
    lowered = name.lower()
    return COMPACT.get(lowered) or _ODD_CASE.get(lowered) or "-".join(p.capitalize() for p in lowered.split("-"))


@dataclass
class Message:
    """Headers in their order, names canonical, values unfolded; the body as bytes."""

    fields: Fields = field(default_factory=list)
    body: bytes = b""

    def all(self, name: str) -> list[str]:
        """Every value of a header, one text a line of the message."""
        return [value for key, value in self.fields if key == name]

    def first(self, name: str) -> str | None:
        return next((value for key, value in self.fields if key == name), None)

    def only(self, name: str) -> str:
        """The value of a header that must stand once (RFC 3261 §8.1.1)."""
        values = self.all(name)
        if len(values) != 1:
            raise MalformedError(f"{name} must stand once", message=self)
        return values[0]

    def listed(self, name: str) -> list[str]:
        """The values of a header that is a list: lines and commas mean the same (RFC 3261 §7.3.1)."""
        values = [part for value in self.all(name) for part in split_outside(value, ",") if part]
        if len(values) > LIMITS.values:
            raise MalformedError(f"{name} lists more than {LIMITS.values}", message=self)
        return values

    @cached_property
    def via(self) -> Via:
        """The last hop, which an answer goes back to."""
        if not (vias := self.listed("Via")):
            raise MalformedError("There is no Via", message=self)
        return Via.read(vias[0])

    @cached_property
    def sender(self) -> Address:
        return Address.read(self.only("From"))

    @cached_property
    def receiver(self) -> Address:
        return Address.read(self.only("To"))

    @cached_property
    def cseq(self) -> CSeq:
        return CSeq.read(self.only("CSeq"))

    @cached_property
    def call_id(self) -> str:
        return self.only("Call-ID")

    def add(self, name: str, value: object) -> None:
        self.fields.append((name, str(value)))

    def start_line(self) -> str:
        raise NotImplementedError

    def write(self) -> bytes:
        """The bytes to send; Content-Length is always told, from the body."""
        lines = [self.start_line()]
        lines += [f"{name}: {value}" for name, value in self.fields if name != "Content-Length"]
        lines.append(f"Content-Length: {len(self.body)}")
        if any("\r" in line or "\n" in line for line in lines):
            raise ValueError("A header's value would begin another header")
        return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + self.body


@dataclass
class Request(Message):
    method: str = ""
    target: str = ""

    @cached_property
    def uri(self) -> Uri:
        return Uri.read(self.target)

    def start_line(self) -> str:
        return f"{self.method} {self.target} SIP/2.0"

    def note_source(self, address: str, port: int) -> None:
        """Write into the topmost Via where the request came from, so that the answer finds its way back."""
        noted = self.via.received_from(address, port)
        at = next(i for i, (name, _) in enumerate(self.fields) if name == "Via")
        rest = split_outside(self.fields[at][1], ",")[1:]
        self.fields[at] = ("Via", ", ".join([str(noted), *rest]))
        self.via = noted


@dataclass
class Response(Message):
    status: int = 0
    reason: str = ""

    def start_line(self) -> str:
        return f"SIP/2.0 {self.status} {self.reason}"
