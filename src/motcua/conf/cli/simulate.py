import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from motcua.conf.cli import setup_django
from motcua.conf.cli.simulate_hall import hall

if TYPE_CHECKING:
    from motcua.demo.simulation.services import Planned, Played

_LINES = 10
_COLUMNS = {
    "received": "tiếp nhận",
    "solved": "đã giải quyết",
    "returned": "đã trả",
    "pending": "đang giải quyết",
    "late": "quá hẹn",
    "asked_for_papers": "mẫu 02",
    "refused": "mẫu 03",
}


@click.group(invoke_without_command=True)
@click.option("--days", type=click.IntRange(1, 250), default=10, show_default=True, help="Số ngày làm việc.")
@click.option("--citizens", type=click.IntRange(1, 200_000), default=2000, show_default=True, help="Số lượt người đến.")
@click.option("--seed", type=int, default=1, show_default=True, help="Cùng số này thì cùng một kịch bản.")
@click.option("--json", "as_json", is_flag=True, help="In các con số bằng JSON.")
@click.pass_context
def simulate(context: click.Context, days: int, citizens: int, seed: int, *, as_json: bool) -> None:
    """Chạy thử các ngày làm việc vừa qua của tỉnh mẫu, để danh sách, báo cáo và phép đo có hồ sơ.

    Các ngày kết thúc ở ngày làm việc liền trước hôm nay. Mọi việc đi qua đúng các dịch vụ mà cán bộ dùng trên trang.
    """
    if context.invoked_subcommand:
        return
    setup_django()
    from motcua.demo.simulation.services import plan_days, play_days

    planned = plan_days(days=days, citizens=citizens, seed=seed)
    with _progress(planned) as progress:
        played = play_days(planned, progress=progress)
    if as_json:
        click.echo(json.dumps(played.to_json(), ensure_ascii=False))
    else:
        _tell(played)


simulate.add_command(hall)


@contextmanager
def _progress(planned: "Planned") -> Iterator[Callable[[int], None]]:
    """A bar with the rate and the time left on a terminal, else ten lines; on the error stream, beside the figures."""
    total = len(planned.doings)
    label = f"{planned.dossiers} hồ sơ, {len(planned.days)} ngày"
    if not sys.stderr.isatty():
        yield _lines(label, total)
        return
    started, done = time.monotonic(), 0
    with click.progressbar(
        length=total, label=label, file=sys.stderr, show_eta=True, item_show_func=lambda rate: rate
    ) as bar:

        def tell(count: int) -> None:
            nonlocal done
            done += count
            bar.update(count, f"{done / max(time.monotonic() - started, 0.001):.0f} việc/s")

        yield tell


def _lines(label: str, total: int) -> Callable[[int], None]:
    started, done, told = time.monotonic(), 0, 0
    click.echo(f"{label}, {total} việc…", err=True)

    def tell(count: int) -> None:
        nonlocal done, told
        done += count
        if done * _LINES // total > told:
            told = done * _LINES // total
            rate = done / max(time.monotonic() - started, 0.001)
            left = (total - done) / rate
            click.echo(f"{told * 100 // _LINES} %: {rate:.0f} việc/s, còn khoảng {left:.0f} giây", err=True)

    return tell


def _tell(played: "Played") -> None:
    days, rate = played.planned.days, played.to_json()["dossiers_per_second"]
    click.echo(
        f"Đã chạy {played.planned.dossiers} hồ sơ, {len(played.planned.doings)} việc trong {played.seconds:.1f} giây: {rate} hồ sơ/s."
    )
    click.echo(f"Hồ sơ tiếp nhận từ {days[0]:%d/%m/%Y} đến {days[-1]:%d/%m/%Y}:")
    rows = [(code, figures.to_json()) for code, figures in played.by_unit.items()]
    rows.append(("cộng", played.total.to_json()))
    width = max(len(code) for code, _ in rows)
    click.echo("  ".join([" " * width, *_COLUMNS.values()]))
    for code, figures in rows:
        cells = [str(figures[name]).rjust(len(title)) for name, title in _COLUMNS.items()]
        click.echo("  ".join([code.ljust(width), *cells]))
