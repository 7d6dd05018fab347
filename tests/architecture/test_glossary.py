"""One word per concept: every model has its row in docs/glossary.md, and no row outlives its model."""

import re
from pathlib import Path

from django.apps import apps

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
ROW = re.compile(
    r"^\| `(?P<room>\w+)\.(?P<model>\w+)` \| (?P<vietnamese>[^|]+) \| (?P<meaning>[^|]+) \|$", re.MULTILINE
)


def models_of_our_rooms() -> set[str]:
    return {
        f"{model._meta.app_label}.{model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("motcua.") and not model._meta.proxy
    }


def rows() -> dict[str, tuple[str, str]]:
    found = ROW.finditer(GLOSSARY.read_text("utf-8"))
    return {f"{row['room']}.{row['model']}": (row["vietnamese"].strip(), row["meaning"].strip()) for row in found}


def test_every_model_has_a_row():
    assert models_of_our_rooms() - rows().keys() == set()


def test_no_row_outlives_its_model():
    assert rows().keys() - models_of_our_rooms() == set()


def test_no_vietnamese_term_stands_for_two_models():
    terms = [vietnamese for vietnamese, _ in rows().values()]
    assert sorted(terms) == sorted(set(terms))
