"""What the packets of a caller say: keys told or heard, and a message while one is recorded."""

from motcua.voice.rtp import g711
from motcua.voice.rtp.keys import Keys
from motcua.voice.rtp.media import Sink
from motcua.voice.rtp.packet import Packet
from motcua.voice.rtp.recording import Recording
from motcua.voice.rtp.tones import Listener
from motcua.voice.sdp import PCMU, Speech


class Hearing:
    """Whether a packet is the caller's is settled before."""

    def __init__(self) -> None:
        self._keys = Keys()
        self._ear: Listener | None = None
        self._recording: Recording | None = None

    @property
    def needs_all(self) -> bool:
        """Whether each packet of sound is needed; otherwise those with keys are enough."""
        return self._ear is not None or self._recording is not None

    def talk(self, speech: Speech, *, moved: bool) -> None:
        """The agreement, new or changed; `moved`: with another end."""
        if moved:
            self._keys.reset()
        if speech.events is not None:
            self._ear = None
        elif self._ear is None:
            self._ear = Listener()

    def record(self, sink: Sink, most_seconds: float) -> None:
        self.stop_recording()
        self._recording = Recording(sink, most_seconds)

    def stop_recording(self) -> None:
        if self._recording is not None:
            self._recording.end()
            self._recording = None

    def take(self, said: Packet, speech: Speech, now: float) -> str:
        """The keys that this packet adds; `now` in seconds of any clock."""
        if said.payload == speech.events:
            return self._keys.take(said, now) or ""
        if self._recording is not None:
            sound = said.body.translate(g711.MU_TO_A) if speech.payload == PCMU else said.body
            self._recording.take(said.timestamp, sound)
            if self._recording.over:
                self._recording = None
        if self._ear is None:
            return ""
        return self._ear.hear((g711.decode_mu if speech.payload == PCMU else g711.decode_a)(said.body))
