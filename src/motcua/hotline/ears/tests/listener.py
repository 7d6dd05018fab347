"""A program behind the port that "understands" by the first sample: 0 nothing, 1 a birth, 2 too late, 3 it breaks, 4 rubbish."""

import json
import sys
import time

if "slow-to-wake" in sys.argv:
    time.sleep(60)


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


say(json.dumps({"ready": True}))
while line := sys.stdin.buffer.readline():
    head = json.loads(line)
    assert (head["rate"], head["language"]) == (8000, "vi")
    data = sys.stdin.buffer.read(2 * head["samples"])
    first = int.from_bytes(data[:2], "little", signed=True) // 1000
    if first == 2:
        time.sleep(6)
    if first == 3:
        sys.exit(1)
    say("rubbish" if first == 4 else json.dumps({"text": "đăng ký khai sinh" if first else ""}))
