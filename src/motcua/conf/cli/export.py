from pathlib import Path

import click

from motcua.conf.cli import setup_django


@click.group()
def export() -> None:
    """Xuất dữ liệu ra tệp."""
    setup_django()


@export.command("catalogue-facts")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--all-levels", is_flag=True, help="Cả những thủ tục mà tỉnh và xã không giải quyết.")
def catalogue_facts(file: Path, *, all_levels: bool) -> None:
    """Ghi vào FILE (.jsonl.gz) dữ kiện của các thủ tục, không có lời văn của Cổng dịch vụ công."""
    from motcua.catalogue.export import LOCAL_LEVELS, write_facts
    from motcua.catalogue.vocabulary import Level

    count = write_facts(file, Level if all_levels else LOCAL_LEVELS)
    click.echo(f"Đã ghi {count} thủ tục vào {file}.")
