"""What the environment says of the automatic hotline."""

import re
import shlex
from dataclasses import dataclass, field
from ipaddress import ip_address

from motcua.foundation.settings.reading import Reader

TRUNK = re.compile(
    r"(?:sip:)?(?P<user>[^\s@:;/?]+)@(?P<domain>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?", re.ASCII
)
HOST_PORT = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?", re.ASCII)
VOICES = ("north", "central", "south")


@dataclass(frozen=True)
class Trunk:
    """The account at a carrier that this end registers for; `contact` (host:port) where calls shall come in, "" for this end itself."""

    user: str
    password: str = field(repr=False)
    domain: str
    port: int
    login: str
    contact: str


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
    trunk: Trunk | None


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
        trunk=_trunk(reader),
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


def _trunk(reader: Reader) -> Trunk | None:
    """Nothing that was read is repeated in a problem: a password may have got into the wrong line."""
    named, password = reader.text("MOTCUA_TELEPHONE_TRUNK"), reader.text("MOTCUA_TELEPHONE_TRUNK_PASSWORD")
    login, contact = reader.text("MOTCUA_TELEPHONE_TRUNK_LOGIN"), reader.text("MOTCUA_TELEPHONE_TRUNK_CONTACT")
    if not named:
        if password or login or contact:
            reader.problems.append(
                "MOTCUA_TELEPHONE_TRUNK trống mà các dòng MOTCUA_TELEPHONE_TRUNK_… khác thì có: ghi tài khoản, ví dụ 0293100@nha-mang.vn."
            )
        return None
    found = TRUNK.fullmatch(named)
    if found is None or int(found["port"] or 1) not in range(1, 65536):
        reader.problems.append(
            "MOTCUA_TELEPHONE_TRUNK: phải là tài khoản nhà mạng cấp, ví dụ 0293100@nha-mang.vn hoặc 0293100@10.0.0.1:5060."
        )
        return None
    if not password or not (login + password).isprintable():
        reader.problems.append(
            "MOTCUA_TELEPHONE_TRUNK_PASSWORD: thiếu mật khẩu nhà mạng cấp, hoặc có ký tự không gửi được."
        )
        return None
    if contact and HOST_PORT.fullmatch(contact) is None:
        reader.problems.append("MOTCUA_TELEPHONE_TRUNK_CONTACT: phải là địa chỉ và cổng, ví dụ 203.0.113.5:5060.")
        return None
    return Trunk(found["user"], password, found["domain"], int(found["port"] or 5060), login, contact)
