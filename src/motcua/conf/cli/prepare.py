import click

from motcua.conf.cli import setup_django


@click.command()
def prepare() -> None:
    """Chuẩn bị cơ sở dữ liệu và tệp tĩnh: tạo hoặc nâng cấp bảng, nạp tỉnh mẫu khi dùng thử."""
    setup_django()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from motcua.conf.build import build, collect
    from motcua.conf.schema import ensure_schema

    (settings.MOTCUA.home / "run").mkdir(mode=0o700, parents=True, exist_ok=True)
    for warning in ensure_schema(settings.MOTCUA.schema):
        click.echo(warning)
    build()
    if collect():
        click.echo("Đã gom tệp tĩnh.")
    call_command("migrate", interactive=False, verbosity=0)
    click.echo("Cơ sở dữ liệu đã sẵn sàng.")
    if settings.MOTCUA.demo:
        _load_demo()
    connection.close()


def _load_demo() -> None:
    from motcua.demo.services import load_demo_province

    click.echo("Kiểm tra tỉnh mẫu; lần đầu cần vài chục giây để nạp…")
    load_demo_province()
