"""Who asks, and the sentences that permissions are made of. Pure: an actor is a value, a rule a predicate on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from motcua.accounts.rules.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody signed in, with the roles in force today."""

    staff_id: int
    roles: frozenset[Role]


Rule = Callable[[Actor | None], bool]
"""Given who asks (None: nobody signed in), whether this one condition holds."""

Alternatives = Sequence[Sequence[Rule]]
"""Allowed when all rules of at least one inner list hold: OR of ANDs. An empty outer list allows nobody."""


def anyone(actor: Actor | None) -> bool:
    del actor
    return True


def signed_in(actor: Actor | None) -> bool:
    return actor is not None


def holds_role(role: Role) -> Rule:
    def holds(actor: Actor | None) -> bool:
        return actor is not None and role in actor.roles

    holds.__name__ = f"holds_role_{role.value}"
    return holds


def permits(alternatives: Alternatives, actor: Actor | None) -> bool:
    return any(rules and all(rule(actor) for rule in rules) for rules in alternatives)
