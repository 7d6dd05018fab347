"""Responses made from requests (RFC 3261 §8.2.6)."""

from motcua.voice.sip.message import Message, Request, Response

REASONS = {
    100: "Trying",
    180: "Ringing",
    200: "OK",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    408: "Request Timeout",
    415: "Unsupported Media Type",
    416: "Unsupported URI Scheme",
    420: "Bad Extension",
    422: "Session Interval Too Small",
    480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist",
    482: "Loop Detected",
    486: "Busy Here",
    487: "Request Terminated",
    488: "Not Acceptable Here",
    491: "Request Pending",
    500: "Server Internal Error",
    501: "Not Implemented",
    503: "Service Unavailable",
    505: "Version Not Supported",
    513: "Message Too Large",
    603: "Decline",
}
METHODS = ("INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "UPDATE")
# Methods of other RFCs: known, but not for what is here (405); any other word is 501.
FOREIGN_METHODS = ("REGISTER", "INFO", "PRACK", "SUBSCRIBE", "NOTIFY", "MESSAGE", "REFER", "PUBLISH")
ALLOW = ", ".join(METHODS)
SPEAKS = "application/sdp"
TRYING = 100
OK = 200
FINAL = 200
REFUSED = 300


def reply(request: Message, status: int, tag: str | None = None) -> Response:
    """A response with what it must repeat; of a flawed request, what can be repeated."""
    response = Response(status=status, reason=REASONS[status])
    response.fields = [field for field in request.fields if field[0] == "Via"]
    for name in ("From", "To", "Call-ID", "CSeq"):
        if (value := request.first(name)) is not None:
            if name == "To" and tag and status != TRYING and ";tag=" not in value.replace(" ", "").lower():
                value = f"{value};tag={tag}"
            response.add(name, value)
    return response


def options(request: Request, tag: str) -> Response:
    """What this end can do (RFC 3261 §11.2)."""
    response = reply(request, OK, tag)
    for name, value in (("Allow", ALLOW), ("Accept", SPEAKS), ("Accept-Encoding", "identity"), ("Supported", "timer")):
        response.add(name, value)
    return response
