from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from motcua.accounts.rules.roles import Role
from motcua.accounts.rules.tokens import LASTS_AT_MOST_DAYS, LASTS_DAYS, REMEMBERED_SECONDS
from motcua.conf.cli import setup_django

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from motcua.organisation.models import Agency, OneStopUnit

    Place = TypeVar("Place", Agency, OneStopUnit)

BY = "system"
"""Whoever may use this machine's command line; who that was stands in the machine's own log."""
CODES_SHOWN = 20


@click.group()
def token() -> None:
    """Mã truy cập để phần mềm khác đăng nhập vào API."""
    setup_django()


@token.command()
@click.option("--role", "role_name", required=True, help="Vai trò, ví dụ reception.")
@click.option("--unit", "unit_code", default="", help="Mã bộ phận một cửa; bỏ trống: trung tâm của tỉnh.")
@click.option("--agency", "agency_code", default="", help="Mã định danh cơ quan, thay cho --unit.")
@click.option("--name", default="Phần mềm kết nối", show_default=True, help="Phần mềm nào dùng mã này.")
@click.option(
    "--days", default=LASTS_DAYS, show_default=True, help=f"Dùng được bao nhiêu ngày (đến {LASTS_AT_MOST_DAYS})."
)
def create(role_name: str, unit_code: str, agency_code: str, name: str, days: int) -> None:
    """Cấp một mã truy cập. In ra đúng mã đó, một lần duy nhất; lời nhắn in ra luồng lỗi."""
    from django.db import transaction

    from motcua.accounts.selectors import roles_of
    from motcua.accounts.services.systems import enable_system
    from motcua.accounts.services.tokens import issue_token
    from motcua.kernel import clock

    now = clock.now()
    role, place = _role(role_name), _place(unit_code, agency_code, now.date())
    with transaction.atomic():
        staff = enable_system(name, role, place, by=BY, now=now)
        issued = issue_token(staff, name=staff.full_name, days=days, by=BY, now=now)
    click.echo(f"Mã truy cập số {issued.row.pk}, tài khoản {staff.sign_in_name} ({staff.full_name}).", err=True)
    for held in roles_of(staff, day=now.date()):
        click.echo(f"Vai trò: {held}.", err=True)
    click.echo(f"Hết hạn: {_day(issued.row.expires_at)}. Cất ngay, mã không xem lại được:", err=True)
    click.echo(issued.secret)


@token.command("list")
def list_tokens() -> None:
    """Các mã đã cấp: số, tình trạng, hết hạn, dùng lần cuối, dùng cho, vai trò. Không in mã."""
    from motcua.accounts.selectors import tokens_with_roles
    from motcua.kernel import clock

    now = clock.now()
    rows = list(tokens_with_roles(now.date()))
    if not rows:
        click.echo("Chưa có mã truy cập nào. Cấp mã bằng: motcua token create --role reception", err=True)
    for row in rows:
        roles = "; ".join(str(role) for role in row.staff.roles_in_force)  # type: ignore[attr-defined]
        used = f"dùng {_day(row.last_used_at)}" if row.last_used_at else "chưa dùng"
        click.echo(f"{row.pk:>5}  {row.state_at(now)}, hạn {_day(row.expires_at)}, {used}  {row.name} ({roles or '–'})")


@token.command()
@click.argument("number", metavar="ID", type=int)
def revoke(number: int) -> None:
    """Thu hồi mã truy cập có số ID (xem `motcua token list`)."""
    from motcua.accounts.models import AccessToken
    from motcua.accounts.services.tokens import revoke_token
    from motcua.kernel import clock

    row = AccessToken.objects.filter(pk=number).first()
    if row is None:
        raise click.ClickException(f"Không có mã truy cập số {number}. Xem các số bằng: motcua token list")
    if revoke_token(row, by=BY, now=clock.now()):
        click.echo(f"Đã thu hồi mã truy cập số {number}; sau {REMEMBERED_SECONDS:.0f} giây nó không mở được gì nữa.")
    else:
        click.echo(f"Mã truy cập số {number} đã bị thu hồi từ trước.")


def _role(name: str) -> Role:
    try:
        return Role(name.strip().lower())
    except ValueError:
        known = ", ".join(role.value for role in Role)
        raise click.ClickException(f"Không có vai trò “{name}”. Chọn một trong: {known}.") from None


def _place(unit_code: str, agency_code: str, day: date) -> "OneStopUnit | Agency":
    from motcua.organisation.models import Agency, OneStopUnit

    if unit_code and agency_code:
        raise click.ClickException("Vai trò gắn với một nơi: chỉ dùng --unit hoặc --agency.")
    agencies, units = Agency.objects.on(day), OneStopUnit.objects.on(day)
    if agency_code:
        return _called(agency_code, agencies, "cơ quan", "--agency")
    return _called(unit_code, units, "bộ phận một cửa", "--unit") if unit_code else _usual_unit(units)


def _called(code: str, places: "QuerySet[Place]", kind: str, option: str) -> "Place":
    place = places.filter(code=code).first()
    if place is None:
        raise click.ClickException(f"Không có {kind} nào mang mã “{code}”. {_choice(places, option)}")
    return place


def _usual_unit(units: "QuerySet[OneStopUnit]") -> "OneStopUnit":
    """The only unit, or the only one of the province."""
    from motcua.organisation.models import Level

    for candidates in (units, units.filter(level=Level.PROVINCE)):
        if len(found := list(candidates[:2])) == 1:
            return found[0]
    raise click.ClickException(f"Không rõ mã dùng ở bộ phận một cửa nào. {_choice(units, '--unit')}")


def _choice(places: "QuerySet[Any]", option: str) -> str:
    codes = list(places.order_by("code").values_list("code", flat=True)[: CODES_SHOWN + 1])
    if not codes:
        return "Hiện chưa có nơi nào: thêm ở trang quản trị, mục Tổ chức, rồi thử lại."
    more = ", …" if len(codes) > CODES_SHOWN else ""
    return f"Chọn bằng {option} một trong các mã: {', '.join(codes[:CODES_SHOWN])}{more}."


def _day(moment: datetime) -> str:
    from motcua.ui import formats

    return formats.date(moment)
