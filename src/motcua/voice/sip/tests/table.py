"""An agent on a table: a clock that is moved by hand, a wire that keeps what was sent."""

from motcua.voice.sip.agent import Agent, Settings
from motcua.voice.sip.message import Request, Response
from motcua.voice.sip.reading import read_datagram
from motcua.voice.sip.timers import Timers

PEER = ("192.0.2.1", 5060)
SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 6000 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n"


class Wire:
    transport = "UDP"
    reliable = False

    def __init__(self):
        self.sent = []

    def send(self, data, peer):
        self.sent.append((read_datagram(data), peer))

    def take(self):
        """What was sent since the last look: statuses of responses, methods of requests."""
        sent, self.sent = self.sent, []
        self.last = sent[-1][0] if sent else None
        return [m.status if isinstance(m, Response) else m.method for m, _ in sent]


class Answering:
    """Answers at once unless told otherwise, and notes what it is told."""

    def __init__(self):
        self.calls, self.told, self.act = [], [], lambda call: call.answer("192.0.2.10", 40_000)

    def offered(self, call):
        self.calls.append(call)
        self.act(call)

    def talking(self, call):
        self.told.append((call.speech.address, call.speech.port, call.speech.sends))

    def ended(self, call, cause):
        self.told.append(cause)


class Table:
    def __init__(self, **settings):
        self.now = 0.0
        self.due = None
        self.timers = Timers(lambda: self.now, lambda moment: setattr(self, "due", moment))
        self.handler = Answering()
        self.agent = Agent(self.handler, Settings("192.0.2.10", **settings), self.timers)
        self.wire = Wire()

    def receive(self, data, peer=PEER):
        self.agent.datagram(data.encode() if isinstance(data, str) else data, self.wire, peer)
        return self.wire.take()

    def pass_time(self, seconds):
        """Let time go by, timer by timer."""
        end = self.now + seconds
        while self.due is not None and self.due <= end:
            self.now, self.due = self.due, None
            self.timers.run()
        self.now = end
        return self.wire.take()

    @property
    def last(self):
        return self.wire.last


def request(method="INVITE", *, number=1, branch="a1", to_tag="", body="", extra="", call_id="one", of=None):  # noqa: PLR0913
    """A caller's request; `of` is the response whose dialog it is in."""
    tag = to_tag or (of.receiver.tag if of is not None else "")
    return (
        f"{method} sip:19001234@192.0.2.10 SIP/2.0\r\n"
        f"Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK{branch};rport\r\n"
        "Max-Forwards: 70\r\nFrom: <sip:x@192.0.2.1>;tag=caller\r\n"
        f"To: <sip:19001234@192.0.2.10>{';tag=' + tag if tag else ''}\r\n"
        f"Call-ID: {call_id}\r\nCSeq: {number} {method}\r\nContact: <sip:trunk@192.0.2.1:5060>\r\n"
        f"{'Content-Type: application/sdp' + chr(13) + chr(10) if body and 'Content-Type' not in extra else ''}{extra}"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )


def response_to(asked: Request, status: int) -> bytes:
    answer = Response(status=status, reason="x")
    answer.fields = [f for f in asked.fields if f[0] in {"Via", "From", "To", "Call-ID", "CSeq"}]
    return answer.write()
