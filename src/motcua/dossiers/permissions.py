"""Who may do what to which dossier, in sentences. Roles open a page's door (accounts.permissions); places decide here."""

from typing import Protocol

from motcua.accounts.rules.actor import Actor
from motcua.accounts.rules.roles import DelegatedPower, Role
from motcua.kernel.errors import NotAllowedError
from motcua.workflow import Act, Place

WATCHING = frozenset({Role.SUPERVISOR, Role.AUDITOR})
READING = frozenset(
    {
        Role.RECEPTION,
        Role.CASHIER,
        Role.HEAD_OF_UNIT,
        Role.HANDLING_OFFICER,
        Role.APPROVER,
        Role.REGISTRY_CLERK,
    }
)
"""Whose work is with dossiers, at the place of the role. Not the administrator's, the guide's or a device's."""


class Placed(Protocol):
    """What permissions look at in a dossier."""

    @property
    def unit_id(self) -> int: ...

    @property
    def agency_id(self) -> int: ...

    @property
    def place(self) -> str: ...

    @property
    def unit_agency_id(self) -> int:
        """The agency that manages the receiving unit."""
        ...


def may_receive(actor: Actor, unit_id: int) -> bool:
    return actor.holds_at_unit(Role.RECEPTION, unit_id)


def may_appraise(actor: Actor, dossier: Placed) -> bool:
    return actor.holds_at_agency(Role.HANDLING_OFFICER, dossier.agency_id)


def may_approve(actor: Actor, dossier: Placed) -> bool:
    """Who approves at the agency; or, in the hall, to whom the agency delegated it: the third of "năm tại chỗ"."""
    if actor.holds_at_agency(Role.APPROVER, dossier.agency_id):
        return True
    return actor.has_power(DelegatedPower.APPROVE, agency_id=dossier.agency_id, unit_id=dossier.unit_id)


def may_stamp(actor: Actor, dossier: Placed) -> bool:
    """The registry clerk where the stamp lies; or, in the hall, whom the agency lets stamp there."""
    if actor.holds_at_agency(Role.REGISTRY_CLERK, dossier.agency_id):
        return True
    in_the_hall = dossier.place == Place.UNIT or dossier.agency_id == dossier.unit_agency_id
    if in_the_hall and actor.holds_at_unit(Role.REGISTRY_CLERK, dossier.unit_id):
        return True
    return actor.has_power(DelegatedPower.STAMP, agency_id=dossier.agency_id, unit_id=dossier.unit_id)


def may_return(actor: Actor, dossier: Placed) -> bool:
    return actor.holds_at_unit(Role.RECEPTION, dossier.unit_id)


MAY = {
    Act.APPRAISE: may_appraise,
    Act.APPROVE: may_approve,
    Act.STAMP: may_stamp,
    Act.RETURN: may_return,
}


def may_read(actor: Actor, dossier: Placed) -> bool:
    """Everybody who works with dossiers at the receiving unit or the competent agency, and those who watch over all."""
    if actor.roles & WATCHING:
        return True
    posts = (post for post in actor.posts if post.role in READING)
    return any(post.unit_id == dossier.unit_id or post.agency_id == dossier.agency_id for post in posts)


def may_read_trail(actor: Actor, dossier: Placed) -> bool:
    """Who may read every act on a dossier, with its moment: the head of the receiving unit, and those who watch over all."""
    return bool(actor.roles & WATCHING) or actor.holds_at_unit(Role.HEAD_OF_UNIT, dossier.unit_id)


def require(allowed: bool, log: str) -> None:
    """Raise NotAllowedError unless allowed; `log` says what was asked, without anything about a person."""
    if not allowed:
        sentence = "Việc này thuộc người khác ở đơn vị hoặc cơ quan khác; tài khoản này không làm được."
        raise NotAllowedError("dossiers:dossier:not_allowed", sentence, log)
