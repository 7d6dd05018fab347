"""What stands in the headers that routing and dialogs need: Via, addresses, CSeq (RFC 3261 §20)."""

from dataclasses import dataclass, field, replace
from typing import Self

from motcua.voice.sip.errors import MalformedError
from motcua.voice.sip.grammar import (
    SPACE,
    Parameters,
    end_of_quoted,
    is_token,
    quote,
    read_parameters,
    split_outside,
    unquote,
    whole_number,
    write_parameters,
)
from motcua.voice.sip.uri import Uri, read_host_port

HIGHEST_CSEQ = 2**31 - 1
MAGIC_COOKIE = "z9hG4bK"
_PARTS_OF_SENT_PROTOCOL = 3


@dataclass(frozen=True, slots=True)
class Via:
    """One hop (RFC 3261 §20.42): `SIP/2.0/UDP host:port;branch=…`. Other versions can be read to be answered 505."""

    transport: str
    host: str
    port: int | None = None
    parameters: Parameters = field(default_factory=dict)
    version: str = "2.0"

    @classmethod
    def read(cls, text: str) -> Self:
        sent, *parameters = split_outside(text, ";")
        protocol = [part.strip(SPACE) for part in sent.split("/", 2)]
        if len(protocol) != _PARTS_OF_SENT_PROTOCOL or protocol[0].upper() != "SIP" or not is_token(protocol[1]):
            raise MalformedError("A Via is not of SIP")
        transport, _, sent_by = protocol[2].replace("\t", " ").partition(" ")
        if not is_token(transport):
            raise MalformedError("A Via names no transport")
        return cls(transport.upper(), *read_host_port(sent_by.strip(SPACE)), read_parameters(parameters), protocol[1])

    @property
    def branch(self) -> str | None:
        """The transaction's own mark; None where the peer follows RFC 2543 and has none of ours (§17.2.3)."""
        branch = self.parameters.get("branch")
        return branch if branch and branch.startswith(MAGIC_COOKIE) and branch != MAGIC_COOKIE else None

    def received_from(self, address: str, port: int) -> Self:
        """Note where the message really came from (RFC 3261 §18.2.1, RFC 3581 §4)."""
        noted: Parameters = {}
        if "rport" in self.parameters:
            noted["rport"] = str(port)
        if noted or address != self.host.strip("[]"):
            noted["received"] = address
        return replace(self, parameters={**self.parameters, **noted}) if noted else self

    def __str__(self) -> str:
        port = "" if self.port is None else f":{self.port}"
        return f"SIP/{self.version}/{self.transport} {self.host}{port}{write_parameters(self.parameters)}"


@dataclass(frozen=True, slots=True)
class Address:
    """From, To, Contact, Route: a name, an address, the header's own parameters (RFC 3261 §20.10, §20.20)."""

    uri: Uri
    name: str = ""
    parameters: Parameters = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> Self:
        text = text.strip(SPACE)
        name_ends = end_of_quoted(text, 0) if text.startswith('"') else 0
        bracket = text.find("<", name_ends)
        if bracket < 0:
            return cls._read_bare(text)
        closing = text.find(">", bracket)
        if closing < 0:
            raise MalformedError("An angle bracket is not closed")
        name, behind = text[:bracket].strip(SPACE), text[closing + 1 :].strip(SPACE)
        if not name.startswith('"') and not all(is_token(word) for word in name.split()):
            raise MalformedError("A name must be quoted")
        empty, *parameters = split_outside(behind, ";")
        if empty:
            raise MalformedError("Something stands between an address and its parameters")
        return cls(Uri.read(text[bracket + 1 : closing]), unquote(name), read_parameters(parameters))

    @classmethod
    def _read_bare(cls, text: str) -> Self:
        """Without brackets parameters belong to the header, and the address may hold no comma or question mark."""
        address, *parameters = split_outside(text, ";")
        if "?" in address or "," in address:
            raise MalformedError("An address with a question mark or comma must stand in brackets")
        return cls(Uri.read(address), "", read_parameters(parameters))

    @property
    def tag(self) -> str | None:
        return self.parameters.get("tag")

    def tagged(self, tag: str) -> Self:
        return replace(self, parameters={**self.parameters, "tag": tag})

    def __str__(self) -> str:
        name = f"{quote(self.name)} " if self.name else ""
        return f"{name}<{self.uri}>{write_parameters(self.parameters)}"


@dataclass(frozen=True, slots=True)
class CSeq:
    """The order of requests in a dialog (RFC 3261 §20.16): below 2³¹, and the method once more."""

    number: int
    method: str

    @classmethod
    def read(cls, text: str) -> Self:
        words = text.split()
        if len(words) != 2 or not is_token(words[1]):  # noqa: PLR2004 - number and method
            raise MalformedError("CSeq is a number and a method")
        return cls(whole_number(words[0], HIGHEST_CSEQ, "CSeq"), words[1])

    def __str__(self) -> str:
        return f"{self.number} {self.method}"
