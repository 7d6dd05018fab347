"""Finding who stands at the counter: by the card that was scanned, or by the number that was typed."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from motcua.accounts.models import Party
from motcua.accounts.rules.parties import NumberKind, PartyKind
from motcua.accounts.selectors import find_party
from motcua.desk.reception.reading import read_number
from motcua.desk.reception.typed import Typed
from motcua.kernel.errors import MotCuaError
from motcua.kernel.identifiers import IdentityCard, card_code_in

REST = ("name", "born_on", "phone", "email", "address")
"""What belongs to the person with the number."""


def fill(typed: Typed, post: Mapping[str, str], *, demo: bool) -> None:
    """Fill in the rest of a person by the scanned card, else by the typed number; says what was found."""
    scanned = next((code for text in post.values() if (code := card_code_in(str(text)))), "")
    if scanned:
        _take_card(typed, scanned, demo=demo)
    if "number" in typed.errors or not typed["number"].strip():
        return
    number = read_number(typed, demo=demo)
    if not number:
        return
    if typed["found_for"] not in {"", number} and not scanned:
        typed.set(**dict.fromkeys(REST, ""))  # of somebody else
    _take_known(typed, find_party(_kinds(typed["kind"]), number), number)


def introduce(typed: Typed, card: IdentityCard) -> None:
    """Fill in what the person let the number machine read from their card, as if it were scanned here."""
    _fill_from(card, typed)
    number = typed["number"]
    _take_known(typed, find_party(_kinds(typed["kind"]), number), number)
    typed.told = _("Theo thẻ căn cước đã quét ở máy lấy số. Hãy đối chiếu với giấy tờ và hỏi lại số điện thoại.")


def _take_card(typed: Typed, scanned: str, *, demo: bool) -> None:
    """Take over what the card's QR code says; the text itself is not kept."""
    try:
        card = IdentityCard.parse(scanned, demo=demo)
    except MotCuaError as error:
        typed.errors["number"] = error.message_vi
        return
    if typed["found_for"] not in {"", str(card.citizen_id)}:
        typed.set(phone="", email="")
    _fill_from(card, typed)


def _fill_from(card: IdentityCard, typed: Typed) -> None:
    typed.set(
        kind=str(PartyKind.CITIZEN.value),
        number=str(card.citizen_id),
        name=card.name,
        born_on=f"{card.born:%d/%m/%Y}" if card.born else "",
        address=card.address,
    )


def _take_known(typed: Typed, party: Party | None, number: str) -> None:
    typed.set(number=number, found_for=number)
    if party is None:
        typed.told = _("Chưa có trong hệ thống: người này được ghi mới khi tiếp nhận.")
        typed.focus = "phone" if typed["name"] else "name"
        return
    known = {
        "name": party.name,
        "born_on": f"{party.born_on:%d/%m/%Y}" if party.born_on else "",
        "phone": party.phone,
        "email": party.email,
        "address": party.address,
    }
    typed.set(kind=str(party.kind), **{name: typed[name] or text for name, text in known.items()})
    typed.told = _("Đã có trong hệ thống. Hãy đối chiếu với giấy tờ và hỏi lại số điện thoại.")
    typed.focus = "phone"


def _kinds(kind: str) -> tuple[NumberKind, ...]:
    """A household business has its owner's identity number as tax code: the two stay two parties."""
    citizen = kind == str(PartyKind.CITIZEN.value)
    return (NumberKind.CITIZEN_ID, NumberKind.OTHER) if citizen else (NumberKind.TAX_CODE,)
