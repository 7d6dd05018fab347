from collections.abc import Mapping
from typing import Any

from motcua.foundation import statements
from motcua.foundation.audit import rules
from motcua.foundation.models import AuditChain, AuditEntry
from motcua.foundation.names import checked_name
from motcua.foundation.transactions import require_transaction
from motcua.kernel import clock

DEFAULT_CHAIN = "province"

# One statement, because each costs the hot centre a round trip while its head is locked. PostgreSQL evaluates
# SET on the newest version of the head after waiting for its lock, so that two writers can't both follow it.
_APPEND = """
WITH head AS (
    UPDATE foundation_auditchain
       SET count = count + 1,
           previous = digest,
           digest = sha256(digest || int8send(count + 1) || %(body)s)
     WHERE chain = %(chain)s
 RETURNING count, previous, digest
)
INSERT INTO foundation_auditentry (chain, position, at, actor, act, subject, details, previous, digest)
SELECT %(chain)s, head.count, %(at)s, %(actor)s, %(act)s, %(subject)s, %(details)s::jsonb, head.previous, head.digest
  FROM head
RETURNING id, position, previous, digest
"""


def append(*, actor: str, act: str, subject: str, details: Mapping[str, Any], chain: str = DEFAULT_CHAIN) -> AuditEntry:
    """Record an act in the caller's transaction, as its last statement.

    Args:
        actor: who, as an opaque id: "staff:17", "citizen:90", "system".
        act: what, as room:subject:verb: "dossiers:dossier:accepted".
        subject: to what, as an opaque id: "dossier:481".
        details: facts about the act; nothing about a person, no fractions.
        chain: the centre's code; a centre's acts queue behind its own chain only.

    Raises:
        TransactionManagementError: outside a transaction.
        ValueError: `act` doesn't follow the grammar, or (PersonalDataError) something looks like an identity number.
        TypeError: `details` holds something that JSON can't keep unchanged.
    """
    require_transaction("audit.append")
    checked_name(act)
    rules.refuse_personal_data(actor, subject, *rules.texts_in(details))
    fact = rules.Act(chain, clock.now(), actor, act, subject, rules.canonical(details))
    row = _execute(fact) or _execute_on_new_chain(fact)
    return AuditEntry(
        id=row[0], chain=chain, position=row[1], at=fact.at, actor=actor, act=act, subject=subject,
        details=dict(details), previous=bytes(row[2]), digest=bytes(row[3]),
    )  # fmt: skip


def _execute(fact: rules.Act) -> tuple[Any, ...] | None:
    parameters: dict[str, Any] = {
        "chain": fact.chain,
        "body": rules.body(fact),
        "at": fact.at,
        "actor": fact.actor,
        "act": fact.act,
        "subject": fact.subject,
        "details": fact.details,
    }
    return statements.fetch_one(_APPEND, parameters)


def _execute_on_new_chain(fact: rules.Act) -> tuple[Any, ...]:
    head = AuditChain(chain=fact.chain, count=0, previous=rules.GENESIS, digest=rules.GENESIS)
    AuditChain.objects.bulk_create([head], ignore_conflicts=True)
    row = _execute(fact)
    assert row is not None
    return row
