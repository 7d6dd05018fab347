"""An appointment as a file for calendars (RFC 5545): one event, with a reminder an hour before."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.organisation.models import OneStopUnit
from motcua.ticketing.models import Appointment
from motcua.ticketing.rules.booking import code_text

_LONGEST_LINE = 75
"""Octets; what is longer is folded."""


def calendar_file(row: Appointment, *, unit: OneStopUnit, address: str) -> bytes:
    """The event; opened again after a move it replaces the earlier one (RFC 5545: same UID, greater SEQUENCE).

    It has the code: who opens their calendar at the kiosk needs nothing else.
    """
    said = _("Mã lịch hẹn: %(code)s. Nhập mã hoặc quét mã QR ở máy lấy số. Đổi hoặc hủy: %(address)s")
    words = {"code": code_text(row.code or ""), "address": address}
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mot Cua//Dat lich//VI", "METHOD:PUBLISH"),
        *("BEGIN:VEVENT", f"UID:{row.code}@mot-cua", f"SEQUENCE:{int(row.made_at.timestamp())}"),
        f"DTSTAMP:{_utc(clock.now())}",
        f"DTSTART:{_utc(row.starts_at)}",
        f"DTEND:{_utc(row.ends_at)}",
        f"SUMMARY:{_escaped(_('Lịch hẹn: %(group)s') % {'group': row.group.name})}",
        f"LOCATION:{_escaped(f'{unit.name}, {unit.address}')}",
        f"DESCRIPTION:{_escaped(said % words)}",
        f"URL:{address}",
        *("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(unit.name)}", "TRIGGER:-PT1H", "END:VALARM"),
        *("END:VEVENT", "END:VCALENDAR"),
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _utc(at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line break and a space before each next piece of at most 75 octets, never within a letter."""
    pieces, piece, room = list[str](), "", _LONGEST_LINE
    for letter in line:
        if len((piece + letter).encode()) > room:
            pieces.append(piece)
            piece, room = "", _LONGEST_LINE - 1
        piece += letter
    return "\r\n ".join([*pieces, piece])
