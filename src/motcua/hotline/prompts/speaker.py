"""A process that speaks: `python -m motcua.hotline.prompts.speaker VOICE` reads a text a line and writes its prompt in A-law, length first."""

import os
import sys

from motcua.hotline.prompts import telephone
from motcua.hotline.prompts.espeak import Speaker
from motcua.hotline.prompts.speaking import LENGTH

_NICENESS = 5


def serve(voice: str) -> None:
    """Speak until the parent closes the pipe. It yields to whoever serves people."""
    os.nice(_NICENESS)
    speaker, out = Speaker(voice), sys.stdout.buffer
    for line in sys.stdin.buffer:
        prompt = telephone.prompt(speaker.say(line.decode().rstrip("\n")), speaker.rate)
        out.write(LENGTH.pack(len(prompt)) + prompt)
        out.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
