"""A process that must not pause collects garbage seldom, and goes before others where it may."""

import os
import subprocess
import sys

SCRIPT = """
import gc, os
from motcua.voice import evenness
before = os.getpriority(os.PRIO_PROCESS, 0)
evenness.settle()
evenness.come_before_others()
print(gc.get_freeze_count() > 0, gc.get_threshold()[0], os.getpriority(os.PRIO_PROCESS, 0) - before)
"""


def test_settled_and_before_others():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    frozen, threshold, nearer = done.stdout.split()
    assert (frozen, threshold) == ("True", "50000")
    assert int(nearer) in ({-10} if os.geteuid() == 0 and os.getpriority(os.PRIO_PROCESS, 0) == 0 else range(-30, 1))
