import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from motcua.api.tests.sending import send
from motcua.catalogue.facts import DocumentCase, Fee, RequiredDocument
from motcua.catalogue.tests.published import BARE, BIRTH, LAND
from motcua.catalogue.vocabulary import FeeKind
from motcua.conf.cli import main
from motcua.demo.intakes import example_intake
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.scene import handle

CASES = replace(
    LAND,
    code="9.000004",
    document_cases=(
        DocumentCase("", (RequiredDocument("Đơn", originals=1), RequiredDocument("Bản vẽ", copies=2))),
        DocumentCase("Trường hợp ủy quyền", (RequiredDocument("Giấy ủy quyền", originals=1),)),
    ),
    channels=(replace(BIRTH.channels[0], fees=(Fee(FeeKind.FEE, "Phí thẩm định", amount=150_000),)),),
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(centre, department):
    handle(centre, department, BIRTH, LAND, BARE, CASES)


@pytest.mark.parametrize("code", [BIRTH.code, LAND.code, BARE.code, CASES.code])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_it_is_received(catalogue, receiving_officer, signed_in, code, seed):
    body = example_intake(code, seed=seed)
    answer = send(signed_in(receiving_officer), body)
    assert answer.status_code == 201, answer.content
    assert body["applicant"]["number"].startswith("000")
    assert Dossier.objects.get().applicant_name == body["applicant"]["name"]


def test_papers_of_everybody_and_fees_of_the_catalogue_are_in_it(catalogue):
    body = example_intake(CASES.code)
    assert [paper["position"] for paper in body["papers"]] == [1, 2]
    assert [(fee["label"], fee["amount"]) for fee in body["fees"]] == [("Phí thẩm định", 150_000)]


def test_a_seed_is_a_person(catalogue):
    assert example_intake(BIRTH.code, seed=1) == example_intake(BIRTH.code, seed=1)
    assert len({example_intake(BIRTH.code, seed=seed)["applicant"]["number"] for seed in range(20)}) == 20


def test_the_command_prints_it(catalogue):
    done = CliRunner().invoke(
        main, ["example", "intake", f"{BIRTH.code}.000.00.00.H99", "--unit", "trung-tam", "--seed", "3"]
    )
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == example_intake(BIRTH.code, unit_code="trung-tam", seed=3)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["9.999999"], "Danh mục không có thủ tục này"),
        (["abc"], "Mã thủ tục"),
        ([BIRTH.code, "--unit", "khong-co"], "Không có bộ phận một cửa này"),
    ],
)
def test_what_is_unknown_is_said_in_vietnamese(catalogue, arguments, said):
    done = CliRunner().invoke(main, ["example", "intake", *arguments])
    assert done.exit_code == 1
    assert said in done.stderr
