import json
from pathlib import Path

import click

from motcua.conf.cli import setup_django


@click.group("import")
def import_group() -> None:
    """Nhập dữ liệu từ tệp."""
    setup_django()


@import_group.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In báo cáo bằng JSON.")
@click.option("--reread", is_flag=True, help="Đọc lại cả những bản ghi nguồn không đổi.")
def procedures(files: tuple[Path, ...], *, as_json: bool, reread: bool) -> None:
    """Nhập thủ tục từ FILES (.json, .jsonl, .gz); kết thúc với mã 2 nếu có tệp không đọc được."""
    from motcua.catalogue.services import import_procedures

    reports = []
    for file in files:
        report = import_procedures(file, by="system", reread=reread)
        reports.append(report)
        if not as_json:
            click.echo("\n".join(report.lines()))
    if as_json:
        click.echo(json.dumps({"files": [report.to_json() for report in reports]}, ensure_ascii=False))
    raise SystemExit(2 if any(report.trouble for report in reports) else 0)
