"""The file that an agency uploads when it has signed and stamped a result: one for all of them, since it is a stand-in."""

from functools import cached_property
from pathlib import Path

from motcua.dossiers.services.uploads import keep_scan
from motcua.foundation.models import StoredFile
from motcua.foundation.printing import render

TEMPLATE = Path(__file__).with_name("signed.typ")


class Signed:
    """Typeset and kept at the first need, in the process that needs it: typst's threads don't survive a fork."""

    @cached_property
    def file(self) -> StoredFile:
        return keep_scan([render(TEMPLATE, {})], name="ket-qua-da-ky.pdf")
