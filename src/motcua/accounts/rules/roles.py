"""What people and devices are there for. Titles for the screen stand in `models/labels.py`."""

from enum import StrEnum


class Role(StrEnum):
    """Held at one one-stop unit or agency, from a day to a day."""

    RECEPTION = "reception"
    GUIDANCE = "guidance"
    HANDLING_OFFICER = "handling_officer"
    APPROVER = "approver"
    REGISTRY_CLERK = "registry_clerk"
    CASHIER = "cashier"
    HEAD_OF_UNIT = "head_of_unit"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    MONITOR = "monitor"
    KIOSK = "kiosk"
    DISPLAY = "display"


DEVICE_ROLES = frozenset({Role.KIOSK, Role.DISPLAY})
"""Roles of machines: they show and print, and act for nobody."""


class DelegatedPower(StrEnum):
    """What an agency lets its seconded officer do at the centre: the third and the fifth of "năm tại chỗ"."""

    APPROVE = "approve"
    STAMP = "stamp"
