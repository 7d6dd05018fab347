"""Scripts of people at pages."""

from motcua.conf.bench.load import Browser, Response, hidden_fields

PAGE = """<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="a&amp;b">
<input name=idempotency_key type=hidden value='k-1'><input type="text" name="q" value="typed"><input type="hidden" name="none">
<input type="hidden" value="unnamed"></form>"""


def answer(*cookies: str, page: str = "") -> Response:
    lines = "".join(f"\r\nSet-Cookie: {cookie}" for cookie in cookies)
    return Response(200, f"HTTP/1.1 200 OK{lines}".encode(), page.encode())


def test_cookies_are_kept_replaced_and_forgotten():
    browser = Browser({"motcua_language": "vi"})
    browser.see(answer("motcua_session=1; Path=/; HttpOnly", "motcua_csrf=x=y"))
    assert browser.get("/").headers["Cookie"] == "motcua_language=vi; motcua_session=1; motcua_csrf=x=y"
    browser.see(answer('motcua_session=""; Max-Age=0', "motcua_csrf=z", "motcua_language="))
    assert browser.get("/").headers["Cookie"] == "motcua_csrf=z"


def test_a_browser_without_cookies_sends_none():
    assert "Cookie" not in Browser().get("/").headers


def test_a_form_is_sent_with_the_fields_that_its_page_hid():
    fields = hidden_fields(answer(page=PAGE))
    assert fields == {"csrfmiddlewaretoken": "a&b", "idempotency_key": "k-1", "none": ""}
    sent = Browser().post("/noi-bo/", {**fields, "q": "lý hôn"}, name="search", think=2.0)
    assert sent.body == b"csrfmiddlewaretoken=a%26b&idempotency_key=k-1&none=&q=l%C3%BD+h%C3%B4n"
    assert sent.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert (sent.name, sent.think) == ("search", 2.0)
