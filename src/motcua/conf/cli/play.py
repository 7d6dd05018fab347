import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from motcua.conf.cli import setup_django

if TYPE_CHECKING:
    from motcua.demo.playing import Told

_PERCENT = 100


@click.command()
@click.option("--unit", "code", default="trung-tam-tinh", show_default=True, help="Mã bộ phận một cửa.")
@click.option(
    "--tickets", type=click.IntRange(1, 20_000), default=800, show_default=True, help="Số lượt người mỗi ngày."
)
@click.option("--days", type=click.IntRange(1, 60), default=1, show_default=True, help="Số ngày đã qua.")
@click.option(
    "--live", "minutes", type=click.FloatRange(0.5, 600), help="Diễn một ngày ngay trên màn hình trong từng ấy phút."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Cùng số này thì cùng một kịch bản.")
def play(code: str, tickets: int, days: int, minutes: float | None, seed: int) -> None:
    """Diễn một ngày của sảnh qua đúng các dịch vụ thật: lấy số, gọi, phục vụ, hết giờ. Chỉ dùng cho tỉnh mẫu.

    Không có --live: các ngày làm việc đã qua, nhanh hết mức. Có --live: ngay bây giờ, trên bảng và màn hình đang mở.
    """
    setup_django()
    from django.conf import settings

    from motcua.demo import playing
    from motcua.kernel import clock
    from motcua.kernel.errors import MotCuaError
    from motcua.organisation.models import OneStopUnit

    if not settings.MOTCUA_DEMO:
        raise click.ClickException("Lệnh này chỉ dùng cho tỉnh mẫu (MOTCUA_DEMO=1).")
    unit = OneStopUnit.objects.filter(code=code).first()
    if unit is None:
        raise click.ClickException(f"Không có bộ phận một cửa nào mã {code}.")
    try:
        if minutes is not None:
            _tell(playing.play_live(unit, tickets, seed, minutes=minutes))
            return
        for number, day in enumerate(playing.days_before(unit, clock.now().date(), days)):
            click.echo(f"{day:%d/%m/%Y}", err=True)
            _tell(playing.play_past_day(unit, day, tickets, seed + number, _dots()))
    except MotCuaError as error:
        raise click.ClickException(error.message_vi) from error


def _dots() -> Callable[[int], None]:
    started, done = time.monotonic(), 0

    def tell(count: int) -> None:
        nonlocal done
        done += count
        if done % 2000 == 0:
            sys.stderr.write(f"  {done} việc, {done / (time.monotonic() - started):.0f} việc/s\n")

    return tell


def _tell(told: "Told") -> None:
    from motcua.demo.playing import coverage
    from motcua.kernel.percentiles import percentile

    waits = sorted(waited for waited, _ in told.waits)
    if not waits:
        click.echo("Không có ai đến.")
        return
    held = coverage(told)
    click.echo(
        f"Lấy số {told.issued}, phục vụ {told.served}, gọi không thấy {told.no_shows}, hết giờ {told.closed}, đánh giá {told.rated}. "
        f"Chờ: một nửa dưới {percentile(waits, 0.5):.0f} phút, 9 trên 10 người dưới {percentile(waits, 0.9):.0f} phút."
        + (f" Trong khoảng P90 đã báo: {held * _PERCENT:.0f} %." if held is not None else "")
    )
