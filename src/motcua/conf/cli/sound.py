import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.conf.cli import setup_django

if TYPE_CHECKING:
    from motcua.foundation.sound import FragmentSet

LANGUAGES = click.Choice(["vi", "en"])
REGIONS = {"north": "northern", "central": "northern", "south": "southern"}
"""Region of the voice → whose readings it says."""


@click.group()
def sound() -> None:
    """Giọng gọi số: tạo, nhập, kiểm tra các đoạn ghi âm."""
    setup_django()


@sound.command()
@click.option("--language", "languages", type=LANGUAGES, multiple=True, help="Ngôn ngữ; mặc định là mọi ngôn ngữ.")
@click.option(
    "--region", type=click.Choice(list(REGIONS)), default="north", show_default=True, help="Giọng Bắc, Trung, Nam."
)
def make(languages: tuple[str, ...], region: str) -> None:
    """Tạo bộ âm thanh đầu tiên bằng giọng máy (espeak-ng)."""
    from motcua.foundation.sound import make_set
    from motcua.ticketing.sound import needed

    for language in languages or ("vi", "en"):
        use = REGIONS[region]
        made = make_set(_home(), language, region=region, use=use, needed=needed(language, use))
        click.echo(f"Đã tạo. {_told(made)}")


@sound.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
def import_set(folder: Path) -> None:
    """Thay bộ âm thanh bằng FOLDER: manifest.json và các tệp WAV (PCM 16 bit, một kênh)."""
    from motcua.foundation.sound import import_folder
    from motcua.ticketing.sound import needed

    click.echo(f"Đã nhập. {_told(import_folder(folder, _home(), needed))}")


@sound.command()
def check() -> None:
    """Kiểm tra các bộ âm thanh đang dùng; mã 1 khi thiếu hoặc hỏng."""
    from motcua.foundation.sound import SoundSetError, examine_folder, installed_languages, installed_set
    from motcua.ticketing.sound import needed

    home, broken = _home(), False
    languages = installed_languages(home)
    if not languages:
        raise click.ClickException(
            "Chưa có bộ âm thanh nào; màn hình vẫn gọi số nhưng không có tiếng. Hãy chạy: motcua sound make"
        )
    for language in languages:
        try:
            examine_folder(home / "sound" / language, needed)
            found = installed_set(home, language)
            assert found is not None
            click.echo(f"✓ {_told(found)}")
        except SoundSetError as error:
            broken = True
            click.echo(f"✗ {language}: {error.message_vi}")
    raise SystemExit(1 if broken else 0)


@sound.command()
@click.option("--language", type=LANGUAGES, default="vi", show_default=True)
@click.option(
    "--use",
    type=click.Choice(["northern", "southern"]),
    default="northern",
    show_default=True,
    help="Cách đọc số: Bắc, Nam.",
)
@click.option("--manifest", is_flag=True, help="In manifest.json mẫu.")
def words(language: str, use: str, *, manifest: bool) -> None:
    """In lời cần ghi âm, mỗi dòng một tệp."""
    from motcua.foundation.sound.manifest import template
    from motcua.ticketing.sound import needed

    plan = template(language, use, needed(language, use))
    if manifest:
        click.echo(plan.to_json(), nl=False)
    else:
        click.echo("\n".join(f"{entry.file}\t{entry.text}" for entry in plan.fragments))


def _home() -> Path:
    from motcua.foundation.home import current

    return current(os.environ).home


def _told(fragments: "FragmentSet") -> str:
    about = fragments.manifest
    return f"{about.language}: {len(fragments.fragments)} đoạn, giọng {about.voice}, cách đọc {about.use}. Nguồn: {about.source}."
