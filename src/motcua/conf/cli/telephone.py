import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.conf.cli import setup_django

if TYPE_CHECKING:
    from collections.abc import Iterator

    from motcua.hotline.speech import Fragment

REGION = click.option(
    "--region",
    type=click.Choice(["north", "central", "south"]),
    help="Giọng Bắc, Trung, Nam; mặc định theo MOTCUA_TELEPHONE_VOICE.",
)


@click.group()
def telephone() -> None:
    """Tổng đài tự động: nhận cuộc gọi, câu nói, ghi âm."""
    setup_django()


@telephone.command()
def serve() -> None:
    """Nhận cuộc gọi; dừng bằng SIGTERM."""
    import uvloop
    from django.conf import settings

    from motcua.conf.telephone import plan_of
    from motcua.hotline.serving.telephone import Telephone

    async def run() -> None:
        await Telephone(plan_of(settings.MOTCUA)).run()

    uvloop.run(run())


@telephone.command()
@REGION
@click.option("--first", is_flag=True, help="Chỉ những câu mà cuộc gọi nào cũng cần; các thủ tục để sau.")
def prompts(region: str | None, *, first: bool) -> None:
    """Lập ngân hàng câu nói: ghi âm nếu có, còn lại máy đọc (espeak-ng). Chạy lại chỉ đọc câu mới."""
    from motcua.conf.telephone import prompts_folder
    from motcua.hotline.prompts import build, recorded_sets
    from motcua.hotline.serving.vocabulary import first_fragments

    home = _home()
    built = build(
        prompts_folder(home),
        first_fragments() if first else _needed(),
        voice=region or _region(),
        recorded=recorded_sets(home),
        progress=_told,
    )
    click.echo(
        f"Đã lập {built.prompts} câu, {built.seconds / 3600:.1f} giờ, {built.bytes / 1_000_000:.0f} MB; "
        f"máy vừa đọc {built.rendered} câu."
    )


@telephone.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--manifest", is_flag=True, help="In manifest.json mẫu cho mọi câu cần ghi.")
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Ngôn ngữ của mẫu.")
@REGION
def missing(folder: Path | None, *, manifest: bool, language: str, region: str | None) -> None:
    """In những câu mà FOLDER chưa ghi âm, mỗi dòng một tệp và lời cần đọc; mã 1 khi còn thiếu."""
    from motcua.hotline.prompts import missing as lacking
    from motcua.hotline.prompts import template

    if manifest:
        click.echo(template(_needed(), language, region or _region()).to_json(), nl=False)
        return
    if folder is None:
        raise click.UsageError("Hãy ghi tên thư mục ghi âm, hoặc --manifest để in mẫu.")
    found = lacking(folder, _needed())
    for fragment in found:
        click.echo(f"{fragment.name}.wav\t{fragment.text}")
    click.echo(f"Còn thiếu {len(found)} câu." if found else "Đã đủ.", err=True)
    raise SystemExit(1 if found else 0)


@telephone.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
def import_set(folder: Path) -> None:
    """Dùng ghi âm trong FOLDER: manifest.json và các tệp WAV (PCM 16 bit, một kênh, từ 8.000 Hz)."""
    from motcua.hotline.prompts import import_folder

    recorded = import_folder(folder, _home())
    about = recorded.manifest
    click.echo(
        f"Đã nhập {len(recorded.bank.index)} câu {about.language}, giọng {about.voice}. Nguồn: {about.source}. "
        "Chạy tiếp: motcua telephone prompts"
    )


def _needed() -> "Iterator[Fragment]":
    from motcua.hotline.serving.vocabulary import all_fragments

    return all_fragments()


def _told(done: int, total: int) -> None:
    """A line for each tenth."""
    if 10 * done // total > 10 * (done - 1) // total:
        click.echo(f"Máy đang đọc: {done}/{total}", err=True)


def _region() -> str:
    from motcua.foundation.home import current

    return current(os.environ).telephone.voice


def _home() -> Path:
    from motcua.foundation.home import current

    return current(os.environ).home
