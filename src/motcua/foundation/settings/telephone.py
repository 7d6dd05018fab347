"""What the environment says of the automatic hotline."""

import shlex
from dataclasses import dataclass
from ipaddress import ip_address

from motcua.foundation.settings.reading import Reader

VOICES = ("north", "central", "south")


@dataclass(frozen=True)
class Telephone:
    """`ports` are for speech, two a call; `tariff` in dong a minute, 0: none is told; `drain` in seconds.

    `ears`: what understands callers who say what they need, "viet-asr" or a command, "" for none; `ears_at_once` of them.
    `trusted`: hosts whose messages aren't counted: trunks, the proxy in front.
    """

    on: bool
    bind: str
    port: int
    calls: int
    ports: tuple[int, int]
    voice: str
    tariff: int
    drain: int
    trusted: tuple[str, ...]
    ears: str
    ears_at_once: int


def telephone(reader: Reader) -> Telephone:
    return Telephone(
        on=reader.choice("MOTCUA_TELEPHONE", "1", ("0", "1")) == "1",
        bind=reader.address("MOTCUA_TELEPHONE_BIND", "127.0.0.1"),
        port=reader.number("MOTCUA_TELEPHONE_PORT", 5060, low=1, high=65535),
        calls=reader.number("MOTCUA_TELEPHONE_CALLS", 500, low=1, high=20_000),
        ports=reader.span("MOTCUA_TELEPHONE_SPEECH_PORTS", (20_000, 32_000)),
        voice=reader.choice("MOTCUA_TELEPHONE_VOICE", VOICES[0], VOICES),
        tariff=reader.number("MOTCUA_TELEPHONE_TARIFF", 0, low=0, high=100_000),
        drain=reader.number("MOTCUA_TELEPHONE_DRAIN", 5, low=0, high=3600),
        trusted=_trusted(reader),
        ears=_ears(reader),
        ears_at_once=reader.number("MOTCUA_TELEPHONE_EARS_AT_ONCE", 2, low=1, high=64),
    )


def _trusted(reader: Reader) -> tuple[str, ...]:
    named = [host.strip() for host in reader.text("MOTCUA_TELEPHONE_TRUSTED").split(",") if host.strip()]
    for host in named:
        try:
            ip_address(host)
        except ValueError:
            reader.problems.append(f"MOTCUA_TELEPHONE_TRUSTED: {host} không phải địa chỉ IP. Ví dụ: 10.0.0.6,10.0.0.7.")
    return tuple(named)


def _ears(reader: Reader) -> str:
    named = reader.text("MOTCUA_TELEPHONE_EARS").strip()
    try:
        shlex.split(named)
    except ValueError:
        reader.problems.append(
            "MOTCUA_TELEPHONE_EARS: lệnh thiếu dấu nháy đóng. Ví dụ: viet-asr, hoặc /opt/nhan-dang/chay --vi."
        )
    return named
