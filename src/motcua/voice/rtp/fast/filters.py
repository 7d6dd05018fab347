"""What of a call's speech wakes this program up: keys always, sound one packet in 64 (a sign of life), or everything.

The filters are the kernel's classic BPF; a UDP socket's begin with the 8 bytes of UDP's header.
"""

import ctypes
import socket
import struct

SO_ATTACH_FILTER, SO_DETACH_FILTER = 26, 27
_INSTRUCTION = struct.Struct("=HBBI")
_PAYLOAD_AT, _SEQUENCE_AT = 9, 11
_LOAD_BYTE, _AND, _IF_EQUAL, _IF_ANY, _RETURN = 0x30, 0x54, 0x15, 0x45, 0x06
_ONE_IN = 64


def keys_and_some(one: socket.socket, events: int) -> None:
    """Let through the packets of type `events` and one in 64 of all others."""
    program = b"".join(
        _INSTRUCTION.pack(*step)
        for step in (
            (_LOAD_BYTE, 0, 0, _PAYLOAD_AT),
            (_AND, 0, 0, 0x7F),
            (_IF_EQUAL, 2, 0, events),
            (_LOAD_BYTE, 0, 0, _SEQUENCE_AT),
            (_IF_ANY, 1, 0, _ONE_IN - 1),
            (_RETURN, 0, 0, 0xFFFF),
            (_RETURN, 0, 0, 0),
        )
    )
    held = ctypes.create_string_buffer(program, len(program))
    count = len(program) // _INSTRUCTION.size
    one.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("@HP", count, ctypes.addressof(held)))


def everything(one: socket.socket) -> None:
    """Let all packets through again."""
    one.setsockopt(socket.SOL_SOCKET, SO_DETACH_FILTER, 0)
