"""One small day played through the services: every row where it belongs, every number used, every act provable."""

import json
import os
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from itertools import groupby

import pytest
from click.testing import CliRunner
from django.db import connection

from motcua.accounts.models import Party
from motcua.catalogue.models import HandlingDecision
from motcua.catalogue.services import import_procedures
from motcua.conf.cli import main
from motcua.demo import catalogue
from motcua.demo.services import load_demo_province
from motcua.demo.simulation.services import Played, plan_days, play_days
from motcua.dossiers.models import Dossier, DossierResult, DossierStep, IntakeRefusal, SupplementRequest
from motcua.dossiers.vocabulary import ResultSource
from motcua.foundation import audit
from motcua.foundation.models import AuditEntry
from motcua.foundation.settings import Database
from motcua.kernel import clock
from motcua.kernel.errors import ConflictError, NotAllowedError, UnavailableError
from motcua.organisation.models import OneStopUnit
from motcua.organisation.selectors import calendar_of

pytestmark = pytest.mark.django_db
PLAYED_FROM = clock.ShiftedClock(datetime(2026, 11, 26, 9, tzinfo=clock.HANOI), clock.SystemClock())
DAYS = (date(2026, 11, 23), date(2026, 11, 25))
"""The 24th is a day off in all the country."""
FACTS = [
    {"code": "9.000001", "title": "Đăng ký khai sinh", "field": "Hộ tịch", "levels": ["commune"]},
    {"code": "9.000002", "title": "Cấp giấy phép xây dựng", "field": "Hoạt động xây dựng", "levels": ["province"]},
    {"code": "9.000003", "title": "Cấp chứng chỉ hành nghề", "field": "Hoạt động xây dựng", "levels": ["province"]},
]  # fmt: skip


@pytest.fixture
def province(monkeypatch, tmp_path):
    monkeypatch.setattr(catalogue, "FACTS", tmp_path / "none.jsonl.gz")
    facts = tmp_path / "facts.jsonl"
    facts.write_text("\n".join(json.dumps(_record(fact), ensure_ascii=False) for fact in FACTS), "utf-8")
    load_demo_province()
    assert import_procedures(facts, by="system").trouble == ""
    load_demo_province()


def _record(fact):
    agency = {"commune": "1/QĐ-BTP", "province": "1/QĐ-BXD"}[fact["levels"][0]]
    channel = {
        "kind": "direct",
        "limit": {"quantity": "4", "unit": "working_hours"},
        "fees": [{"kind": "state_charge", "text": "8.000 đồng", "amount": "8000"}],
    }
    papers = [{"title": "", "documents": [{"name": "Tờ khai", "originals": 1}, {"name": "Giấy tờ", "copies": 1}]}]
    limit = {"quantity": "4", "unit": "working_hours"}
    shared = {"limit": limit, "format": "motcua.catalogue-facts/1", "channels": [channel], "document_cases": papers}
    return {**shared, "decision_number": agency, **{name: fact[name] for name in ("code", "title", "field", "levels")}}


def play(**asked) -> Played:
    with clock.using(PLAYED_FROM):
        planned = plan_days(**{"days": 2, "citizens": 30, "seed": 3, **asked})
        return play_days(planned, progress=lambda _: None, workers=1)


@pytest.fixture
def played(province) -> Played:
    return play()


def test_figures_add_up(played):
    total = played.total
    assert total.received == played.planned.dossiers == Dossier.objects.count()
    assert total.received == total.solved + total.pending
    assert 0 < total.returned <= total.solved
    assert (total.asked_for_papers, total.refused) == (
        SupplementRequest.objects.count(),
        IntakeRefusal.objects.count(),
    )
    assert played.planned.days == DAYS


def test_every_step_has_who_and_when_in_order_and_within_working_hours(played):
    units = {unit.pk: calendar_of(unit) for unit in OneStopUnit.objects.all()}
    steps = DossierStep.objects.select_related("dossier").order_by("dossier", "sequence")
    for _, of_one in groupby(steps, key=lambda step: step.dossier_id):
        ended = None
        for number, step in enumerate(of_one, start=1):
            assert step.sequence == number
            assert ended is None or step.started_at >= ended
            if step.ended_at is None:
                assert step.act == step.dossier.act
                continue
            assert step.by_id is not None
            assert step.outcome
            ended = step.ended_at
            at = ended.astimezone(clock.HANOI)
            minute = at.hour * 60 + at.minute
            hours = units[step.dossier.unit_id].day(at.date()).hours
            assert any(opens <= minute <= closes for opens, closes in hours.intervals)


def test_numbers_of_each_day_are_one_to_n(played):
    numbers_by_day: dict[str, list[int]] = {}
    for code in Dossier.objects.values_list("code", flat=True):
        day, _, number = code.rpartition("-")
        numbers_by_day.setdefault(day, []).append(int(number))
    for numbers in numbers_by_day.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_numbers_grow_with_the_time_of_day(played):
    rows = Dossier.objects.values_list("code", "received_at")
    for _, of_day in groupby(sorted(rows), key=lambda row: row[0].rsplit("-", 1)[0]):
        moments = [received_at for _, received_at in of_day]
        assert moments == sorted(moments)


def test_every_act_is_in_the_chain_and_nothing_is_dated_after_the_days(played):
    assert not audit.verify().breaks
    end = datetime.combine(DAYS[-1] + timedelta(days=1), time(), tzinfo=clock.HANOI)
    assert not Dossier.objects.filter(received_at__gte=end).exists()
    assert not DossierStep.objects.filter(ended_at__gte=end).exists()
    assert not AuditEntry.objects.filter(act__startswith="dossiers:dossier", at__gte=end).exists()


def test_results_are_signed_by_the_agency_or_written_here(played):
    stamped = DossierResult.objects.exclude(stamped_at=None)
    uploaded = stamped.filter(source=ResultSource.UPLOADED)
    assert stamped.count() > uploaded.count() > 0
    assert uploaded.values("stored_file").distinct().count() == 1
    assert all(result.favourable for result in uploaded)
    written = stamped.filter(source=ResultSource.GENERATED)
    assert written.values("stored_file").distinct().count() == written.count()


def test_the_clock_goes_on_as_before(province):
    before = clock.now()
    play()
    assert timedelta(0) <= clock.now() - before < timedelta(hours=1)


def test_people_are_invented(played):
    assert Party.objects.exists()
    assert not Party.objects.exclude(number__startswith="000").exists()


def test_a_second_run_goes_on_counting(played):
    again = play()
    assert [(d.at, d.verb) for d in again.planned.doings] == [(d.at, d.verb) for d in played.planned.doings]
    assert Dossier.objects.count() == 2 * played.planned.dossiers
    assert again.total.received == again.total.solved + again.total.pending == Dossier.objects.count()
    test_numbers_of_each_day_are_one_to_n(again)
    assert not audit.verify().breaks


def test_a_real_centre_is_left_alone(province, settings):
    settings.MOTCUA_DEMO = False
    with pytest.raises(NotAllowedError) as refused:
        play()
    assert "trung tâm thật" in refused.value.message_vi
    assert not Dossier.objects.exists()


def test_days_before_any_decision_are_refused(province):
    HandlingDecision.objects.update(effective_from=date(2026, 11, 25))
    with pytest.raises(ConflictError):
        play()


def test_the_command_prints_the_figures(province, monkeypatch):
    monkeypatch.setattr("motcua.demo.simulation.crew.cores", lambda: 1)
    with clock.using(PLAYED_FROM):
        done = CliRunner().invoke(main, ["simulate", "--days", "1", "--citizens", "8", "--seed", "1", "--json"])
    figures = json.loads(done.stdout)
    assert (figures["from"], figures["to"], figures["days"]) == ("2026-11-25", "2026-11-25", 1)
    assert figures["total"]["received"] == figures["dossiers"] == Dossier.objects.count()
    assert "100 %" in done.stderr


def test_the_table_says_it_in_words(province, monkeypatch):
    monkeypatch.setattr("motcua.demo.simulation.crew.cores", lambda: 1)
    with clock.using(PLAYED_FROM):
        done = CliRunner().invoke(main, ["simulate", "--days", "1", "--citizens", "8"])
    assert done.exit_code == 0
    assert "tiếp nhận" in done.stdout
    assert "cộng" in done.stdout


@pytest.mark.django_db(transaction=True)
def test_two_processes_play_one_day(province):
    """By the command, which forks before anything was typeset: typst's threads don't survive a fork."""
    known = connection.settings_dict
    names = ("name", "user", "password", "host", "port")
    database = Database(**{name: str(known[name.upper()]) for name in names})
    environ = {**os.environ, "DATABASE_URL": database.url, "MOTCUA_CLOCK": "2026-11-26T09:00"}
    command = [sys.executable, "-P", "-m", "motcua.conf.cli", "simulate", "--json"]
    done = subprocess.run(
        [*command, "--days", "2", "--citizens", "30", "--seed", "4"],
        env=environ, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["total"]["received"] == figures["dossiers"] == Dossier.objects.count()
    assert "100 %" in done.stderr
    for step in DossierStep.objects.exclude(ended_at=None):
        assert step.by_id is not None
    assert not audit.verify().breaks


@pytest.mark.django_db(transaction=True)
def test_a_process_that_fails_is_told(province, monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("motcua.demo.simulation.player.Player.play", fail)
    with clock.using(PLAYED_FROM), pytest.raises(UnavailableError):
        play_days(plan_days(days=1, citizens=4, seed=4), progress=lambda _: None, workers=2)
    assert not Dossier.objects.exists()
