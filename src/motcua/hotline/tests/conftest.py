import gzip

import pytest

from motcua.catalogue.services import import_procedures
from motcua.demo.catalogue import FACTS
from motcua.dossiers.tests.scene import hand_clock, open_centre
from motcua.hotline.services.numbering import change_number

__all__ = ["hand_clock", "open_centre"]

REAL = "1.000426"
"""A procedure of the national catalogue with three short papers: the card of a legal counsellor."""


@pytest.fixture
def real_procedure(centre, tmp_path):
    """The real facts of one procedure, under the short number 1022."""
    with gzip.open(FACTS, "rt", encoding="utf-8") as lines:
        (line,) = [line for line in lines if f'"{REAL}"' in line[:200]]
    path = tmp_path / "one.jsonl"
    path.write_text(line, "utf-8")
    import_procedures(path, by="system")
    change_number(REAL, "1022", by="system")
    return REAL
