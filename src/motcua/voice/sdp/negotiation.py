"""What two ends agree on (RFC 3264): G.711 both ways, keypad events beside it (RFC 4733), hold and its end.

Speech is always packed in 20 ms; peers that ask for another packet time get 20 (RFC 3264 §6.1 makes `ptime` a wish).
"""

from dataclasses import dataclass
from ipaddress import ip_address

from motcua.voice.sdp.description import Description, Stream

PCMU, PCMA = 0, 8
_STATIC = {"0": PCMU, "8": PCMA}
_NAMES = {PCMU: "PCMU", PCMA: "PCMA"}
EVENTS_OFFERED = 101
LOWEST_DYNAMIC, HIGHEST_DYNAMIC = 96, 127
RATE = 8000
_MIRROR = {"sendrecv": "sendrecv", "sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}
_HOLDS = ("0.0.0.0", "::")  # noqa: S104 - not bound to: hold as RFC 2543 wrote it


class IncompatibleError(ValueError):
    """Nothing in the description can be spoken here: 488 (RFC 3261 §21.4.26)."""


@dataclass(frozen=True, slots=True)
class Local:
    """Where this end listens. `session` and `version` are the origin's; the version grows with each change."""

    address: str
    port: int
    session: int
    version: int = 1


@dataclass(frozen=True, slots=True)
class Speech:
    """The agreement. `sends` and `hears` are meant from here; `events` is the payload type of keypad events."""

    address: str
    port: int
    payload: int
    events: int | None
    sends: bool
    hears: bool
    rtcp_port: int

    @property
    def held(self) -> bool:
        """The other end has put the call on hold."""
        return not self.sends


def choose(offered: Description) -> int:
    """Which of the offered streams will be spoken on, from 0; raises IncompatibleError."""
    chosen = next((i for i, stream in enumerate(offered.streams) if _speakable(stream)), None)
    if chosen is None:
        raise IncompatibleError("No stream of G.711 is offered")
    return chosen


def answer(offered: Description, local: Local) -> tuple[Speech, bytes]:
    """Agree to an offer: its first speech stream is taken, every other is refused with port 0 (RFC 3264 §6)."""
    chosen = choose(offered)
    stream = offered.streams[chosen]
    speech = _agreed(stream)
    direction = _MIRROR[_direction(stream)]
    blocks = [
        _media(local.port, speech.payload, speech.events, direction)
        if i == chosen
        else f"m={other.kind} 0 {other.protocol} {' '.join(other.formats)}\r\n"
        for i, other in enumerate(offered.streams)
    ]
    return speech, _write(local, blocks)


def offer(local: Local) -> bytes:
    """What this end can do, for a call that came without an offer (RFC 3264 §5): A-law first, as Vietnam's networks."""
    payloads = f"{PCMA} {PCMU} {EVENTS_OFFERED}"
    block = (
        f"m=audio {local.port} RTP/AVP {payloads}\r\n"
        f"a=rtpmap:{PCMA} PCMA/{RATE}\r\na=rtpmap:{PCMU} PCMU/{RATE}\r\n{_events(EVENTS_OFFERED)}"
        "a=ptime:20\r\na=sendrecv\r\n"
    )
    return _write(local, [block])


def accept(answered: Description) -> Speech:
    """The agreement that an answer to our offer makes; the offer had one stream (RFC 3264 §7)."""
    if len(answered.streams) != 1 or not _speakable(answered.streams[0]):
        raise IncompatibleError("The answer takes no speech")
    return _agreed(answered.streams[0])


def _speakable(stream: Stream) -> bool:
    ours = stream.kind == "audio" and stream.protocol == "RTP/AVP" and stream.port != 0 and stream.address is not None
    return ours and _codec(stream) is not None


def _codec(stream: Stream) -> int | None:
    """The first of the other end's formats that is G.711; its order is its wish (RFC 3264 §6.1)."""
    for payload in stream.formats:
        # A dynamic number for G.711 is lawful and unheard of; with the static ones the media engine's header is constant.
        static = _STATIC.get(payload)
        if static is not None and stream.maps.get(payload, (_NAMES[static].lower(), RATE)) == (
            _NAMES[static].lower(),
            RATE,
        ):
            return static
    return None


def _agreed(stream: Stream) -> Speech:
    payload = _codec(stream)
    assert payload is not None
    assert stream.address is not None
    direction = _direction(stream)
    return Speech(
        address=stream.address,
        port=stream.port,
        payload=payload,
        events=_events_payload(stream),
        sends=direction in {"sendrecv", "recvonly"},
        hears=direction in {"sendrecv", "sendonly"},
        rtcp_port=stream.rtcp_port or min(stream.port + 1, 65_535),
    )


def _direction(stream: Stream) -> str:
    if stream.address in _HOLDS:
        return "inactive" if stream.direction == "inactive" else "sendonly"
    assert stream.direction is not None
    return stream.direction


def _events_payload(stream: Stream) -> int | None:
    for payload in stream.formats:
        if stream.maps.get(payload) == ("telephone-event", RATE) and LOWEST_DYNAMIC <= int(payload) <= HIGHEST_DYNAMIC:
            return int(payload)
    return None


def _events(payload: int) -> str:
    return f"a=rtpmap:{payload} telephone-event/{RATE}\r\na=fmtp:{payload} 0-15\r\n"


def _media(port: int, payload: int, events: int | None, direction: str) -> str:
    formats = f"{payload}" if events is None else f"{payload} {events}"
    return (
        f"m=audio {port} RTP/AVP {formats}\r\n"
        f"a=rtpmap:{payload} {_NAMES[payload]}/{RATE}\r\n"
        f"{'' if events is None else _events(events)}a=ptime:20\r\na={direction}\r\n"
    )


def _write(local: Local, blocks: list[str]) -> bytes:
    kind = f"IN IP{ip_address(local.address).version} {local.address}"
    head = f"v=0\r\no=- {local.session} {local.version} {kind}\r\ns=-\r\nc={kind}\r\nt=0 0\r\n"
    return (head + "".join(blocks)).encode("ascii", "replace")
