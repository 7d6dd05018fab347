"""Who holds an access token, remembered in the process for a few seconds: an intake must not pay for asking again.

What was revoked, closed or taken away is known everywhere after REMEMBERED_SECONDS, counted from before the rows were
read; a token's own end and a new day are looked at in each request.
"""

from datetime import date, datetime

from motcua.accounts.errors import WrongTokenError
from motcua.accounts.rules.tokens import REMEMBERED_SECONDS, Bearer, digest_of, is_well_formed
from motcua.accounts.selectors import bearer_with
from motcua.foundation.remembered import remembered

REMEMBERED_AT_MOST = 1_000


def holder_of(token: str, *, now: datetime) -> Bearer:
    """Who holds the token. One query, or none.

    Raises:
        WrongTokenError: it opens nothing, or nothing any more.
    """
    if not is_well_formed(token):
        raise WrongTokenError
    bearer = _holder(digest_of(token), now.date())
    if bearer.expires_at <= now:
        raise WrongTokenError
    return bearer


@remembered(seconds=REMEMBERED_SECONDS, at_most=REMEMBERED_AT_MOST)
def _holder(digest: str, day: date) -> Bearer:
    """With the roles of that day. An error is not remembered: made-up tokens push no real one out."""
    bearer = bearer_with(digest, day=day)
    if bearer is None:
        raise WrongTokenError
    return bearer
