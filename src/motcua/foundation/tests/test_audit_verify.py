"""Whoever changes the past is found: the attacker here is the tables' owner with the triggers switched off."""

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction

from motcua.conf.cli.audit import audit as command
from motcua.foundation import audit
from motcua.foundation.audit import guard, rules
from motcua.foundation.models import AuditChain, AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    for n in range(1, 11):
        audit.append(actor="staff:17", act="dossiers:dossier:accepted", subject=f"dossier:{n}", details={"n": n})
    return audit.current_anchors()


@pytest.fixture
def attacker(chain):
    """Runs SQL on the entries with nothing in the way but the chain itself."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_auditentry DISABLE TRIGGER USER")
        yield cursor.execute


def found(anchors=()):
    breaks = audit.verify(anchors).breaks
    assert len(breaks) <= 1
    return breaks[0] if breaks else None


def rewrite(first: int) -> None:
    """What a patient attacker does: give every entry from `first` on, and the head, digests that fit again."""
    previous = bytes(AuditEntry.objects.get(position=first - 1).digest) if first > 1 else rules.GENESIS
    for entry in AuditEntry.objects.filter(position__gte=first).order_by("position"):
        facts = (entry.chain, entry.at, entry.actor, entry.act, entry.subject, rules.canonical(entry.details))
        digest = rules.digest(previous, entry.position, rules.body(rules.Act(*facts)))
        AuditEntry.objects.filter(pk=entry.pk).update(previous=previous, digest=digest)
        previous = digest
    AuditChain.objects.update(digest=previous, count=AuditEntry.objects.count())


def test_an_untouched_chain_is_whole(chain):
    assert audit.verify(chain) == audit.Report(entries=10, breaks=())


def test_an_empty_centre_is_whole():
    assert audit.verify() == audit.Report(entries=0, breaks=())


def test_growth_after_the_anchor_is_no_alarm(chain):
    audit.append(actor="system", act="dossiers:dossier:closed", subject="dossier:1", details={})
    assert found(chain) is None


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'staff:18'",
        "act = 'dossiers:dossier:refused'",
        "subject = 'dossier:99'",
        "details = '{\"n\": 40}'",
        "details = '{\"n\": 4.0}'",
        "at = at + interval '1 microsecond'",
        "digest = sha256(digest)",
        "previous = sha256(previous)",
        "actor = 'staff:17dossiers', act = ':dossier:accepted'",
    ],
)
def test_an_edit_is_found_where_it_was_made(attacker, change):
    attacker(f"UPDATE foundation_auditentry SET {change} WHERE position = 4")
    assert found().position == 4


def test_a_deletion_is_found(attacker):
    attacker("DELETE FROM foundation_auditentry WHERE position = 4")
    assert found().position == 4


def test_a_deletion_with_the_rest_renumbered_is_found(attacker):
    attacker("DELETE FROM foundation_auditentry WHERE position = 4")
    attacker("ALTER TABLE foundation_auditentry DROP CONSTRAINT audit_entry_position_from_one")
    attacker("UPDATE foundation_auditentry SET position = -position WHERE position > 4")
    attacker("UPDATE foundation_auditentry SET position = -position - 1 WHERE position < 0")
    attacker("UPDATE foundation_auditchain SET count = 9")
    assert found().position == 4


def test_an_insertion_is_found(attacker):
    columns = "chain, at, actor, act, subject, details, previous, digest"
    attacker(
        f"INSERT INTO foundation_auditentry (position, {columns})"
        f" SELECT 11, {columns} FROM foundation_auditentry WHERE position = 10"
    )
    attacker("UPDATE foundation_auditchain SET count = 11")
    assert found().position == 11


def test_a_swap_is_found(attacker):
    attacker("ALTER TABLE foundation_auditentry DROP CONSTRAINT audit_entry_once_per_position")
    attacker("UPDATE foundation_auditentry SET position = 11 - position WHERE position IN (5, 6)")
    assert found().position == 5


def test_a_cut_tail_is_found_by_the_head(attacker):
    attacker("DELETE FROM foundation_auditentry WHERE position > 7")
    assert "head counts 10" in found().reason


def test_a_tail_cut_with_the_head_is_found_by_the_anchor(attacker, chain):
    attacker("DELETE FROM foundation_auditentry WHERE position > 7")
    rewrite(8)
    assert found() is None
    assert "shorter" in found(chain).reason


def test_everything_removed_is_found_by_the_head_and_by_the_anchor(attacker, chain):
    attacker("DELETE FROM foundation_auditentry")
    assert "head counts 10" in found().reason
    attacker("DELETE FROM foundation_auditchain")
    assert found() is None
    assert "missing" in found(chain).reason


def test_a_full_rewrite_is_found_by_the_anchor_alone(attacker, chain):
    attacker("UPDATE foundation_auditentry SET actor = 'staff:18' WHERE position = 4")
    rewrite(1)
    assert found() is None
    assert "rewritten" in found(chain).reason


def test_a_fork_is_found(attacker):
    attacker("ALTER TABLE foundation_auditentry DROP CONSTRAINT audit_entry_once_per_position")
    columns = "chain, position, at, act, subject, details, previous, digest"
    attacker(
        f"INSERT INTO foundation_auditentry (actor, {columns})"
        f" SELECT 'staff:18', {columns} FROM foundation_auditentry WHERE position = 6"
    )
    assert found().position in {6, 7}


def test_a_lost_head_is_found(attacker):
    attacker("DELETE FROM foundation_auditchain")
    assert "head is missing" in found().reason


@pytest.mark.parametrize("change", ["UPDATE {} SET actor = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_an_entry(chain, change):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_auditentry ENABLE TRIGGER USER")
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            cursor.execute(change.format("foundation_auditentry"))
    assert found() is None


def test_the_application_role_has_no_right_to_change_an_entry(attacker):
    attacker("CREATE ROLE motcua_app")
    attacker("GRANT motcua_app TO CURRENT_USER")
    attacker("GRANT ALL ON ALL TABLES IN SCHEMA " + schema() + " TO motcua_app")
    attacker("GRANT ALL ON ALL SEQUENCES IN SCHEMA " + schema() + " TO motcua_app")
    guard.revoke_rights()
    attacker("SET LOCAL ROLE motcua_app")
    audit.append(actor="system", act="dossiers:dossier:closed", subject="dossier:1", details={})
    for change in ("UPDATE {} SET actor = 'x'", "DELETE FROM {}", "TRUNCATE {}"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            attacker(change.format("foundation_auditentry"))


def schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return cursor.fetchone()[0]


def awake_triggers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_auditentry ENABLE TRIGGER USER")


def run(*arguments: str):
    return CliRunner().invoke(command, arguments)


def test_the_command_says_that_the_chain_is_whole(chain, tmp_path):
    awake_triggers()
    anchors = tmp_path / "anchors"
    assert run("anchor", str(anchors)).exit_code == 0
    result = run("verify", "--anchor", str(anchors))
    assert (result.exit_code, "10" in result.output) == (0, True)


def test_the_command_names_the_break_and_fails(attacker):
    attacker("UPDATE foundation_auditentry SET actor = 'staff:18' WHERE position = 4")
    awake_triggers()
    result = run("verify")
    assert result.exit_code == 1
    assert "province #4" in result.output


def test_the_command_tells_of_sleeping_triggers(attacker):
    result = run("verify")
    assert result.exit_code == 1
    assert "foundation_audit_no_change" in result.output


def test_a_damaged_anchor_file_is_not_passed_over(chain, tmp_path):
    anchors = tmp_path / "anchors"
    run("anchor", str(anchors))
    anchors.write_text(anchors.read_text() + "{}\n")
    result = run("verify", "--anchor", str(anchors))
    assert result.exit_code == 2
    assert "anchor line" in result.output
