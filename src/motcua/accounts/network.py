from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The peer's address; behind our proxy the last one it wrote down, since earlier ones are the peer's own words."""
    if settings.MOTCUA.behind_proxy:
        return request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    address: str = request.META.get("REMOTE_ADDR", "")
    return address
