from pathlib import Path

import click

PACKAGE = Path(__file__).resolve().parents[2]
LOCALE = PACKAGE / "conf" / "locale"
CATALOGUES = [LOCALE / "en" / "LC_MESSAGES" / "django.po"]


@click.group()
def i18n() -> None:
    """Bản dịch giao diện: câu gốc tiếng Việt, bản tiếng Anh trong conf/locale/en."""


@i18n.command()
def extract() -> None:
    """Gom câu từ mã nguồn và mẫu trang vào các tệp .po; bản dịch đã có được giữ."""
    from motcua.conf.translations import update

    for catalogue in CATALOGUES:
        missing = update(PACKAGE, catalogue)
        click.echo(f"{catalogue}: {missing} câu chưa dịch")


@i18n.command(name="compile")
def compile_() -> None:
    """Biên dịch các tệp .po đã đổi."""
    from motcua.conf.build import compile_translations

    for path in compile_translations(LOCALE):
        click.echo(path)


@i18n.command()
def check() -> None:
    """Kết thúc với mã 1 nếu bản dịch thiếu câu, thừa câu, chưa dịch hoặc hỏng chỗ trống."""
    from motcua.conf.translations import problems

    found = [sentence for catalogue in CATALOGUES for sentence in problems(PACKAGE, catalogue)]
    for sentence in found:
        click.echo(sentence, err=True)
    raise SystemExit(1 if found else 0)
