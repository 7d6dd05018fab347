"""Messages that tests send: whole ones, and one malformed in each way that RFC 4475 lists."""

INVITE = (
    "INVITE sip:19001234@192.0.2.10 SIP/2.0\r\n"
    "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa1;rport\r\n"
    "Max-Forwards: 70\r\n"
    "From: <sip:anonymous@192.0.2.1>;tag=caller\r\n"
    "To: <sip:19001234@192.0.2.10>\r\n"
    "Call-ID: one@192.0.2.1\r\n"
    "CSeq: 1 INVITE\r\n"
    "Contact: <sip:trunk@192.0.2.1:5060>\r\n"
    "Content-Length: 0\r\n"
    "\r\n"
)


def changed(*changes: tuple[str, str], of: str = INVITE) -> bytes:
    for old, new in changes:
        assert old in of, old
        of = of.replace(old, new, 1)
    return of.encode("utf-8")


TO = "To: <sip:19001234@192.0.2.10>\r\n"
LAWFUL = {
    "compact names": changed(("Via:", "v:"), ("From:", "F :"), ("To:", "t\t:"), ("Content-Length", "l")),
    "folded": changed(("CSeq: 1 INVITE", "CSeq:\r\n\t0001\r\n  INVITE"), ("/2.0/UDP ", " / 2.0\r\n /\tUDP\r\n  ")),
    "no length": changed(("Content-Length: 0\r\n", "")),
    "two hops in a line": changed((";rport\r\n", ";rport , SIP/2.0/TCP [2001:db8::1]:5061;branch=z9hG4bKb\r\n")),
    "an odd method": changed(("INVITE ", "!odd%_*+`'~.M "), ("1 INVITE", "1 !odd%_*+`'~.M")),
    "an odd user": changed(("sip:19001234@", "sip:1_(to-be!)&isn't+it$/crazy?,/;;*:&it+has=1@")),
    "escaped nothing": changed(("sip:19001234@", "sip:null-%00-null@")),
    "a quoted name": changed((TO, 'To: "A \\"\\\\, <b>;" <sip:a@b.example>;x="1;,2"\r\n')),
    "control characters behind backslashes": changed((TO, 'To: "\\\a \\\0 \\\x7f" <sip:a@b.example>\r\n')),
    "a name in Vietnamese": changed((TO, 'To: "Nguyễn Thị Hoa" <sip:a@b.example>\r\n')),
    "empty unknown header": changed((TO, TO + "X-Odd: ;;,,;;,;\r\nX-Empty:\r\n")),
    "an unknown scheme": changed(("INVITE sip:19001234@192.0.2.10", "INVITE soap.beep://192.0.2.103:3002")),
    "a branch of the old kind": changed((";branch=z9hG4bKa1", "")),
    "bytes behind the body": changed(("Content-Length: 0\r\n\r\n", "Content-Length: 2\r\n\r\nabINVITE sip:x")),
    "spaces round an equals sign": changed((";tag=caller", " ;  tag  =  caller")),
    "an address without brackets": changed((TO, "To: sip:a@b.example;isup=1\r\n")),
}
MALFORMED = {
    "no blank line": (INVITE.removesuffix("\r\n").encode(), 400),
    "empty": (b"", 400),
    "empty parameters of Via": (changed((";branch=z9hG4bKa1;rport", ";;,;,,")), 400),
    "more length than body": (changed(("Length: 0", "Length: 9999")), 400),
    "negative length": (changed(("Length: 0", "Length: -999")), 400),
    "two lengths": (changed(("Content-Length: 0\r\n", "Content-Length: 0\r\nl: 5\r\n")), 400),
    "length in other figures": (changed(("Length: 0", "Length: ٠")), 400),
    "a CSeq above 2^31": (changed(("CSeq: 1", "CSeq: 36893488147419103232")), 400),
    "a CSeq with a sign": (changed(("CSeq: 1", "CSeq: +1")), 400),
    "forwards above 255": (changed(("Forwards: 70", "Forwards: 300")), 400),
    "an open quotation": (changed((TO, 'To: "Mr. J. User <sip:a@b.example>\r\n')), 400),
    "an address in brackets": (changed(("INVITE sip:19001234@192.0.2.10", "INVITE <sip:a@b.example>")), 400),
    "a space in the address": (changed(("sip:19001234@192.0.2.10 ", "sip:19001234@192.0.2.10; lr ")), 400),
    "two spaces": (changed(("INVITE sip:", "INVITE  sip:")), 400),
    "a space at the end": (changed(("SIP/2.0\r\n", "SIP/2.0 \r\n")), 400),
    "headers in the address": (changed(("192.0.2.10 SIP", "192.0.2.10?Route=%3Csip:b.example%3E SIP")), 400),
    "a contact to quote": (changed(("<sip:trunk@192.0.2.1:5060>", "sip:a@b.example?Route=%3Csip:b%3E")), 400),
    "spaces within brackets": (changed((TO, "To: < sip:a@b.example >\r\n")), 400),
    "a name to quote": (changed((TO, "To: Hoa, Lan <sip:a@b.example>\r\n")), 400),
    "another version": (changed(("SIP/2.0", "SIP/7.0")), 505),
    "two methods": (changed(("1 INVITE", "1 OPTIONS")), 400),
    "no Call-ID": (changed(("Call-ID: one@192.0.2.1\r\n", "")), 400),
    "two From": (changed((TO, TO + "f: <sip:x@y.example>;tag=1\r\n")), 400),
    "an open bracket": (changed((TO, "To: <sip:a@b.example\r\n")), 400),
    "no colon": (changed((TO, TO + "Nothing\r\n")), 400),
    "a bare line feed": (changed((TO, TO + "X: a\nVia: b\r\n")), 400),
    "nothing, as a byte": (changed((TO, TO + "X: a\0b\r\n")), 400),
    "two tags": (changed((";tag=caller", ";tag=caller;tag=other")), 400),
    "a port above all": (changed(("192.0.2.1:5060;branch", "192.0.2.1:70000;branch")), 400),
    "too many headers": (changed((TO, TO + "X: a\r\n" * 200)), 400),
    "a long line": (changed((TO, TO + f"X: {'a' * 9000}\r\n")), 400),
    "long headers": (changed((TO, TO + f"X: {'a' * 8000}\r\n" * 5)), 513),
    "a status above all": (b"SIP/2.0 4294967301 better not\r\n\r\n", 400),
    "a status line in two": (b"SIP/2.0 200 OK\rVia: b\r\n\r\n", 400),
    "a request line in two": (changed((".10 SIP", ".10\nVia: SIP")), 400),
    "an old protocol": (changed(("Via: SIP/2.0", "Via: SIP/1.0")), 400),
}
