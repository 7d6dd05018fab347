"""The bench of the telephone, small: hundreds of callers are answered, hear whole prompts, press keys and are served."""

import shutil

import pytest

from motcua.conf.bench import find

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(shutil.which("sipp") is None, reason="sipp isn't installed: sh scripts/apt.sh sip-tester"),
]


@pytest.mark.parametrize(("engine", "calls"), [("fast", 500), ("plain", 100)])
def test_callers_are_served(engine, calls):
    options = ["--calls", str(calls), "--seconds", "15", "--rate", "101", "--engine", engine]
    figures = find("telephone").run(options).figures
    assert figures["calls_at_peak"] == calls
    assert figures["failed_calls"] == 0
    assert figures["garbled_packets"] == 0
    # How evenly is for a quiet machine to tell.
    assert figures["missing_percent"] < 20
    assert figures["keys_answered"] > calls / 2
    assert figures["setup_per_second"] > 0
    assert figures["media_percent_of_core"] > 0
