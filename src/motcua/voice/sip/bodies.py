"""What stands in a request's body, and why it may be refused (RFC 3261 §8.2.3)."""

from motcua.voice.sdp import Description, IncompatibleError, MalformedDescriptionError, choose, read
from motcua.voice.sip.message import Request, Response
from motcua.voice.sip.replies import SPEAKS, reply


class RefusedError(Exception):
    """The request is answered with `status` and `fields`."""

    def __init__(self, status: int, *fields: tuple[str, str]) -> None:
        super().__init__(status)
        self.status = status
        self.fields = fields

    def response(self, request: Request, tag: str) -> Response:
        response = reply(request, self.status, tag)
        response.fields += self.fields
        return response


def offer_in(request: Request, *, answer: bool = False) -> Description | None:
    """The description, or None where there is no body. Raises RefusedError with 400, 406, 415 or 488."""
    accepted = [kind.partition(";")[0].strip().lower() for kind in request.listed("Accept")]
    if accepted and not {SPEAKS, "application/*", "*/*"} & set(accepted):
        raise RefusedError(406)
    if not request.body:
        return None
    if (request.first("Content-Encoding") or "identity").lower() != "identity":
        raise RefusedError(415, ("Accept-Encoding", "identity"))
    if (request.first("Content-Type") or "").partition(";")[0].strip().lower() != SPEAKS:
        raise RefusedError(415, ("Accept", SPEAKS))
    try:
        description = read(request.body)
        if not answer:
            choose(description)
    except MalformedDescriptionError as error:
        raise RefusedError(400) from error
    except IncompatibleError as error:
        raise RefusedError(488, ("Warning", '305 motcua "Incompatible media format"')) from error
    return description
