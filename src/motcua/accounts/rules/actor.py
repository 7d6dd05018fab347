"""Who asks, and the sentences that permissions are made of. Pure: an actor is a value, a rule a predicate on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from motcua.accounts.rules.roles import DEVICE_ROLES, DelegatedPower, Role


@dataclass(frozen=True, slots=True)
class Post:
    """A role held at one place: a one-stop unit or an agency."""

    role: Role
    unit_id: int | None = None
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A secondment in force: an agency's officer at a one-stop unit, with the powers that the agency delegated."""

    agency_id: int
    unit_id: int
    powers: frozenset[DelegatedPower] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody signed in, with the roles in force today, where they are held, and where the person is seconded."""

    staff_id: int
    roles: frozenset[Role]
    posts: frozenset[Post] = frozenset()
    details: frozenset[Detail] = frozenset()

    @property
    def name(self) -> str:
        """As the audit chain writes it: "staff:17"."""
        return f"staff:{self.staff_id}"

    def holds_at_unit(self, role: Role, unit_id: int) -> bool:
        return Post(role, unit_id=unit_id) in self.posts

    def holds_at_agency(self, role: Role, agency_id: int) -> bool:
        return Post(role, agency_id=agency_id) in self.posts

    def units(self, role: Role) -> frozenset[int]:
        """The one-stop units at which the role is held."""
        return frozenset(post.unit_id for post in self.posts if post.role is role and post.unit_id is not None)

    def agencies(self, role: Role) -> frozenset[int]:
        """The agencies at which the role is held."""
        return frozenset(post.agency_id for post in self.posts if post.role is role and post.agency_id is not None)

    def is_present_at(self, unit_id: int) -> bool:
        """Whether the person works in that unit's hall: holds a role there or is seconded to it."""
        return any(post.unit_id == unit_id for post in self.posts) or any(d.unit_id == unit_id for d in self.details)

    def has_power(self, power: DelegatedPower, *, agency_id: int, unit_id: int) -> bool:
        """Whether the agency lets the person use this power at that unit."""
        return any(d.agency_id == agency_id and d.unit_id == unit_id and power in d.powers for d in self.details)


Rule = Callable[[Actor | None], bool]
"""Given who asks (None: nobody signed in), whether this one condition holds."""

Alternatives = Sequence[Sequence[Rule]]
"""Allowed when all rules of at least one inner list hold: OR of ANDs. An empty outer list allows nobody."""


def anyone(actor: Actor | None) -> bool:
    del actor
    return True


def is_a_person(actor: Actor | None) -> bool:
    """Signed in, and no machine of the hall: whoever stands before a kiosk gets to no desk's pages with its session."""
    return actor is not None and (not actor.roles or not actor.roles <= DEVICE_ROLES)


def holds_role(role: Role) -> Rule:
    def holds(actor: Actor | None) -> bool:
        return actor is not None and role in actor.roles

    holds.__name__ = f"holds_role_{role.value}"
    return holds


def permits(alternatives: Alternatives, actor: Actor | None) -> bool:
    return any(rules and all(rule(actor) for rule in rules) for rules in alternatives)
