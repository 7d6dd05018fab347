from pathlib import Path

import click

from motcua.conf.cli import setup_django


@click.group()
def audit() -> None:
    """Chuỗi nhật ký kiểm toán: chứng minh không ai sửa quá khứ."""
    setup_django()


@audit.command()
@click.option("--anchor", "anchor_file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(anchor_file: Path | None) -> None:
    """Tính lại mọi mã băm; báo chỗ đứt đầu tiên của mỗi chuỗi và kết thúc với mã 1."""
    from motcua.foundation import audit as chain
    from motcua.foundation.audit import guard

    try:
        anchors = chain.read_anchors(anchor_file) if anchor_file else []
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    report = chain.verify(anchors)
    asleep = guard.sleeping_triggers()
    for found in report.breaks:
        click.echo(f"ĐỨT: {found.chain} #{found.position}: {found.reason}")
    for trigger in asleep:
        click.echo(f"TẮT: trigger {trigger} không hoạt động")
    click.echo(f"Đã đọc {report.entries} mục, {len(report.breaks)} chuỗi bị đứt.")
    raise SystemExit(1 if report.breaks or asleep else 0)


@audit.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def anchor(file: Path) -> None:
    """Thêm vào FILE một dòng cho đầu mỗi chuỗi. Giữ FILE ngoài máy chủ này."""
    from motcua.foundation import audit as chain

    for line in chain.write_anchors(file):
        click.echo(f"{line.chain}: {line.count} mục, {line.digest.hex()}")
