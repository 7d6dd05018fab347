"""baresip, Debian's softphone, with its keyboard on a pseudo terminal: it calls, presses keys and records what it hears."""

import asyncio
import os
import pty
import subprocess
import wave
from pathlib import Path

import numpy as np

CONFIG = """poll_method epoll
sip_listen 127.0.0.1:0
audio_player aufile,{folder}/player.wav
audio_source aufile,{folder}/mouth.wav
audio_alert aufile,{folder}/alert.wav
ausrc_srate 8000
auplay_srate 8000
module_path {modules}
module stdio.so
module g711.so
module aufile.so
module sndfile.so
module_tmp account.so
module_app menu.so
snd_path {folder}
"""
MODULES = (
    "/usr/lib/baresip/modules",
    "/usr/lib/x86_64-linux-gnu/baresip/modules",
    "/usr/lib/aarch64-linux-gnu/baresip/modules",
)
A_KEY = 0.4
"""Seconds until baresip lets a key go."""


class Softphone:
    def __init__(self, folder):
        self.folder = folder
        modules = next(path for path in MODULES if Path(path).is_dir())
        (folder / "config").write_text(CONFIG.format(folder=folder, modules=modules), "utf-8")
        account = "<sip:nguoigoi@127.0.0.1>;regint=0;audio_codecs=PCMA/8000/1;dtmfmode=rtpevent\n"
        (folder / "accounts").write_text(account, "utf-8")
        (folder / "contacts").write_text("", "utf-8")
        self._speak(180)
        self._keyboard, keys = pty.openpty()
        self._log = (folder / "log").open("wb")
        command = ["baresip", "-4", "-f", str(folder)]
        self._process = subprocess.Popen(command, stdin=keys, stdout=self._log, stderr=self._log)
        os.close(keys)

    def _speak(self, seconds):
        with wave.open(str(self.folder / "mouth.wav"), "wb") as mouth:
            mouth.setparams((1, 2, 8000, 0, "NONE", ""))
            tone = 3000 * np.sin(2 * np.pi * 440 * np.arange(8000 * seconds) / 8000)
            mouth.writeframes(tone.astype("<i2").tobytes())

    async def ready(self):
        while b"baresip is ready" not in (self.folder / "log").read_bytes():
            await asyncio.sleep(0.1)

    def call(self, port):
        os.write(self._keyboard, f"d sip:1022@127.0.0.1:{port}\n".encode())

    async def press(self, keys):
        for key in keys:
            os.write(self._keyboard, key.encode())
            await asyncio.sleep(A_KEY)

    def end(self):
        if self._process.poll() is None:
            os.write(self._keyboard, b"bq")
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._keyboard)
        self._log.close()

    def heard(self):
        """What came out of the decoder, as 16-bit samples."""
        (path,) = self.folder.glob("dump-*-dec.wav")
        with wave.open(str(path)) as file:
            return np.frombuffer(file.readframes(file.getnframes()), "<i2")
