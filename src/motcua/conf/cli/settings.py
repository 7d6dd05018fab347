import os
from dataclasses import fields

import click

from motcua.foundation.home import current
from motcua.foundation.settings import unknown_names
from motcua.foundation.settings.table import markdown

SECRET = {"secret_key", "database"}


@click.command()
@click.option("--markdown", "as_markdown", is_flag=True, help="In trang tham chiếu docs/reference/settings.md.")
def settings(*, as_markdown: bool) -> None:
    """Cấu hình hiện có của trung tâm này, sau khi kiểm tra; khóa và mật khẩu không in ra."""
    if as_markdown:
        click.echo(markdown(), nl=False)
        return
    for sentence in unknown_names(os.environ):
        click.echo(sentence, err=True)
    found = current(os.environ)
    for field in fields(found):
        value = getattr(found, field.name)
        click.echo(f"{field.name:<14} {('có' if value else 'không có') if field.name in SECRET else value}")
