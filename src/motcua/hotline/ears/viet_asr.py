"""`viet-asr` as a program behind the port: run as a module of its own, it needs neither Django nor a database.

Its model is in its package and runs offline; it takes about a third of a second of processor time for each second of speech.
"""

import json
import sys
from importlib import import_module

import numpy as np

RATE = 16_000
"""What its model was made for."""


def main() -> None:
    """Answer on standard output until standard input ends."""
    answers = sys.stdout
    sys.stdout = sys.stderr  # the library may say something; answers must stay lines of ours
    pipeline = import_module("vietasr").Pipeline.new().add("vietasr").build()
    print('{"ready": true}', file=answers, flush=True)
    while line := sys.stdin.buffer.readline():
        head = json.loads(line)
        samples = np.frombuffer(sys.stdin.buffer.read(2 * head["samples"]), "<i2")
        at = np.arange(0, samples.size, head["rate"] / RATE)
        heard = np.interp(at, np.arange(samples.size), samples).astype(np.int16)
        text = pipeline.transcribe(heard, float(RATE)).text if heard.size else ""
        print(json.dumps({"text": text}), file=answers, flush=True)


if __name__ == "__main__":
    main()
