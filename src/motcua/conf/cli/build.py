import click

from motcua.conf.cli import setup_django


@click.command()
def build() -> None:
    """Tạo bản dịch và phông chữ cạnh mã nguồn (không cần cơ sở dữ liệu)."""
    setup_django()
    from motcua.conf.build import build as make

    for path in make():
        click.echo(path)
