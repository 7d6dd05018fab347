"""The registry that lists are measured on: rows as dossiers have them, open and closed, that lists find."""

import pytest

from motcua.conf.bench import lists_scene
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors import desks_of, inbox
from motcua.dossiers.tests.scene import actor, open_centre, received
from motcua.workflow import Act

__all__ = ["open_centre"]

pytestmark = pytest.mark.django_db


def test_rows_are_written_that_lists_find(open_centre, receiving_officer, handling_officer):
    handed_in = received(actor(receiving_officer))
    told = lists_scene.fill(400)
    assert told == {"dossiers": 400, "open": 81}, "a fifth, and the one that was handed in"
    assert lists_scene.fill(500)["dossiers"] == 500, "it goes on where it stopped"
    made = Dossier.objects.exclude(pk=handed_in.pk)
    assert made.filter(closed_at=None, act="").count() == 0
    assert made.exclude(closed_at=None).exclude(act="", step=None, status=10).count() == 0
    assert {row.version for row in made.values_list("id", flat=True)} == {7}
    (desk,) = desks_of(actor(handling_officer))
    assert desk.act is Act.APPRAISE
    lines = inbox(actor(handling_officer), desk).lines
    assert len(lines) == 25
    assert [line.due_at for line in lines] == sorted(line.due_at for line in lines)


def test_every_list_of_everybody_is_timed(open_centre, receiving_officer, handling_officer):
    received(actor(receiving_officer))
    lists_scene.fill(300)
    told = lists_scene.lists_in_the_database()
    assert told["pages_timed"] > len(lists_scene.NARROWED) * 2
    assert 0 < told["statement_p50_ms"] <= told["statement_p95_ms"] <= told["statement_p99_ms"]
    assert {"all_statement_p95_ms", "everything_overdue_statement_p95_ms", "counts_statement_p95_ms"} <= told.keys()
    cookies = lists_scene.lookers()
    assert len(cookies) == 2
    assert all(cookies)
