"""For scripts of people at pages: keeps cookies, follows forms."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from urllib.parse import urlencode

from motcua.conf.bench.load.messages import Request, Response

_TAG = re.compile(r"<input\b[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")


class Browser:
    """What one person's browser remembers. Each answer is handed to `see`.

    page = browser.see((yield browser.get("/can-bo/")))
    browser.see((yield browser.post("/can-bo/", {**hidden_fields(page), "q": "khai sinh"}, name="search")))
    """

    def __init__(self, cookies: Mapping[str, str] | None = None) -> None:
        self.cookies = dict(cookies or {})

    def get(
        self, path: str, *, name: str = "", think: float = 0.0, check: Callable[[Response], bool] | None = None
    ) -> Request:
        return Request("GET", path, self._headers(), name=name, think=think, check=check)

    def post(
        self,
        path: str,
        fields: Mapping[str, str],
        *,
        name: str = "",
        think: float = 0.0,
        check: Callable[[Response], bool] | None = None,
    ) -> Request:
        """A form sent as browsers send it."""
        headers = {**self._headers(), "Content-Type": "application/x-www-form-urlencoded"}
        return Request("POST", path, headers, urlencode(fields).encode(), name, think, check)

    def see(self, response: Response) -> Response:
        """Take the cookies of an answer; one that is emptied is forgotten."""
        for line in response.headers("Set-Cookie"):
            name, _equals, value = line.partition(";")[0].partition("=")
            if value.strip('"'):
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return response

    def _headers(self) -> dict[str, str]:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Accept": "text/html", **({"Cookie": kept} if kept else {})}


def hidden_fields(page: Response) -> dict[str, str]:
    """The hidden inputs of a page (the token against forged forms, the idempotency key) by their names."""
    inputs = (_attributes(tag) for tag in _TAG.findall(page.text))
    return {one["name"]: one.get("value", "") for one in inputs if one.get("type") == "hidden" and "name" in one}


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}
