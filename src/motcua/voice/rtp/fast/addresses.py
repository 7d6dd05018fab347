"""Addresses as the kernel has them (`struct sockaddr_in`, `sockaddr_in6`), 28 bytes."""

import socket
import struct
from ipaddress import ip_address

from motcua.voice.rtp.source import Address

SIZE = 28
_V4_AT, _V6_AT, _V6_END = 4, 8, 24


def pack(address: Address, family: int) -> bytes:
    """For a socket of that family. ValueError: the host is no address, or can't be reached from such a socket."""
    host = ip_address(address[0])
    head = struct.pack("=H", family) + struct.pack("!H", address[1])
    if family == socket.AF_INET6:
        plain = host.packed if host.version == 6 else b"\0" * 10 + b"\xff\xff" + host.packed  # noqa: PLR2004
        return head + bytes(4) + plain + bytes(4)
    if host.version != 4:  # noqa: PLR2004
        raise ValueError("IPv6 can't be reached from a socket of IPv4")
    return (head + host.packed).ljust(SIZE, b"\0")


def unpack(data: bytes) -> Address:
    family = struct.unpack_from("=H", data)[0]
    port = int.from_bytes(data[2:4])
    packed = data[_V6_AT:_V6_END] if family == socket.AF_INET6 else data[_V4_AT : _V4_AT + 4]
    return str(ip_address(packed)), port
