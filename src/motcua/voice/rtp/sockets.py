"""A call's pair of UDP sockets: speech at an even port, its reports at the next."""

import socket
from contextlib import suppress

EXPEDITED = 0xB8
"""Speech goes before other traffic (RFC 3246), as the byte of IPv4's TOS and of IPv6's traffic class."""

Pair = tuple[socket.socket, socket.socket]


def bind(host: str, port: int) -> Pair | None:
    """Both sockets, without waiting; None where another program has a port of them."""
    made: list[socket.socket] = []
    try:
        for number in (port, port + 1):
            made.append(socket.socket(family(host), socket.SOCK_DGRAM))
            made[-1].setblocking(False)  # noqa: FBT003 - the socket module's own signature
            made[-1].bind((host, number))
            _mark(made[-1])
    except OSError:
        for one in made:
            one.close()
        return None
    return made[0], made[1]


def family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _mark(one: socket.socket) -> None:
    with suppress(OSError):  # a network that doesn't let us set it still carries speech
        if one.family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_TCLASS, EXPEDITED)
        else:
            one.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, EXPEDITED)
