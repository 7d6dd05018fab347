import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from motcua.ticketing.hall.run import Figures, HallRun

_COLUMNS = ("số", "phục vụ", "vắng", "bỏ về", "hết giờ", "chờ P50", "chờ P90", "lâu nhất", "đúng P90", "lệch P50")


@click.command()
@click.option("--tickets", type=click.IntRange(1, 20_000), default=3000, show_default=True, help="Số lượt lấy số.")
@click.option("--counters", type=click.IntRange(1, 200), default=34, show_default=True, help="Số quầy.")
@click.option("--seed", type=int, default=1, show_default=True, help="Cùng số này thì cùng một ngày.")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="Vẽ ngày đó vào tệp SVG.")
@click.option("--json", "as_json", is_flag=True, help="In các con số bằng JSON.")
def hall(tickets: int, counters: int, seed: int, svg: Path | None, *, as_json: bool) -> None:
    """Chạy thử một ngày của sảnh chờ: lấy số, gọi số, dự báo chờ; không cần cơ sở dữ liệu."""
    from motcua.ticketing.hall.picture import picture
    from motcua.ticketing.hall.run import simulate
    from motcua.ticketing.hall.scenarios import usual_day

    played = simulate(usual_day(tickets, counters), seed)
    if svg:
        svg.write_text(picture(played), "utf-8")
    if as_json:
        click.echo(json.dumps(played.to_json(), ensure_ascii=False))
    else:
        _tell(played)


def _tell(played: "HallRun") -> None:
    names = {group.group_id: group.name for group in played.plan.groups}
    rows = [(names[group], figures) for group, figures in played.groups().items()]
    rows.append(("cộng", played.total))
    width = max(len(name) for name, _ in rows)
    click.echo("  ".join([" " * width, *_COLUMNS]))
    for name, figures in rows:
        cells = [cell.rjust(len(title)) for cell, title in zip(_cells(figures), _COLUMNS, strict=True)]
        click.echo("  ".join([name.ljust(width), *cells]))
    busy = sum(played.utilisation.values()) / len(played.utilisation)
    click.echo(
        f"Quầy bận {busy:.0%} giờ làm việc. Số thường bị vượt nhiều nhất {played.most_overtaken} lượt; "
        f"{'không ai' if played.bound_held else 'CÓ NGƯỜI'} bị vượt quá mức quy tắc cho phép."
    )
    click.echo(
        "Chờ tính bằng phút. Đúng P90: phần người được gọi trong thời gian dài nhất đã báo; lệch P50: sai số giữa."
    )


def _cells(figures: "Figures") -> list[str]:
    counts = (figures.tickets, figures.served, figures.no_show, figures.left, figures.closed)
    waits = (figures.wait_p50, figures.wait_p90, figures.wait_most)
    covered = f"{figures.coverage:.0%}" if figures.told else "–"
    return [*map(str, counts), *(f"{minutes:.1f}" for minutes in waits), covered, f"{figures.p50_error:.1f}"]
