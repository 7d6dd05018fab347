"""Citizens and businesses: one row each, told by their number, renewed at every visit."""

from datetime import datetime
from uuid import UUID

from motcua.accounts.rules.parties import PartyFacts
from motcua.foundation import statements
from motcua.foundation.ids import uuid7
from motcua.foundation.transactions import require_transaction
from motcua.kernel.text import fold

# What is not told this time stays as it was: a counter that asks for less must not erase a telephone number.
_KEEP = """
INSERT INTO accounts_party AS known
       (id, kind, name, folded_name, number_kind, number, born_on, phone, email, address, created_at, changed_at)
VALUES (%(id)s, %(kind)s, %(name)s, %(folded_name)s, %(number_kind)s, %(number)s, %(born_on)s, %(phone)s, %(email)s, %(address)s,
        %(now)s, %(now)s)
ON CONFLICT (number_kind, number) WHERE number <> '' DO UPDATE
   SET kind = excluded.kind, name = excluded.name, folded_name = excluded.folded_name,
       born_on = coalesce(excluded.born_on, known.born_on),
       phone = coalesce(nullif(excluded.phone, ''), known.phone),
       email = coalesce(nullif(excluded.email, ''), known.email),
       address = coalesce(nullif(excluded.address, ''), known.address),
       changed_at = excluded.changed_at
RETURNING id
"""


def keep_party(facts: PartyFacts, *, now: datetime) -> UUID:
    """The party with this number, made or renewed; without a number always a new one. Part of the caller's transaction and act."""
    require_transaction("keep_party")
    row = statements.fetch_one(
        _KEEP,
        {
            "id": uuid7(),
            "kind": facts.kind.value,
            "name": facts.name,
            "folded_name": fold(facts.name)[:200],
            "number_kind": facts.number_kind.value if facts.number_kind else "",
            "number": facts.number,
            "born_on": facts.born_on,
            "phone": facts.phone,
            "email": facts.email,
            "address": facts.address,
            "now": now,
        },
    )
    assert row is not None
    return UUID(str(row[0]))
