import json
from pathlib import Path

import click

from motcua.conf.cli import setup_django


@click.group()
def telephone() -> None:
    """Tổng đài tự động: nhận cuộc gọi, tạo câu nói, nhập bản ghi âm."""
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
@click.option("--first", is_flag=True, help="Chỉ những câu mà cuộc gọi nào cũng cần; các thủ tục để sau.")
def prompts(*, first: bool) -> None:
    """Tạo những câu nói còn thiếu: lời cố định, số, ngày, và mọi thủ tục có số ngắn."""
    from django.conf import settings

    from motcua.conf.telephone import prompts_folder, recordings_folder
    from motcua.hotline.prompts.making import build
    from motcua.hotline.prompts.recordings import installed
    from motcua.hotline.serving.vocabulary import every_fragment, first_fragments

    shown = 0

    def progress(done: int, of: int) -> None:
        nonlocal shown
        if done * 20 // of > shown:
            shown = done * 20 // of
            click.echo(f"Đang tạo câu nói: {done}/{of}")

    home = settings.MOTCUA.home
    built = build(
        prompts_folder(home),
        first_fragments() if first else every_fragment(),
        region=settings.MOTCUA.telephone.voice,
        recorded=installed(recordings_folder(home)),
        progress=progress,
        keep=first,
    )
    click.echo(
        f"{built.prompts} câu, {built.seconds / 3600:.1f} giờ, {built.octets / 1e6:.0f} MB; "
        f"mới tạo {built.made}, ghi âm {built.recorded}."
    )


@telephone.command()
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option("--manifest", is_flag=True, help="In manifest.json mẫu để điền tên tệp.")
def missing(language: str, *, manifest: bool) -> None:
    """In những câu chưa có bản ghi âm, câu ngắn và dùng chung trước."""
    from django.conf import settings

    from motcua.conf.telephone import recordings_folder
    from motcua.hotline.prompts.recordings import installed
    from motcua.hotline.prompts.recordings import missing as not_recorded
    from motcua.hotline.serving.vocabulary import every_fragment

    recorded = installed(recordings_folder(settings.MOTCUA.home))
    texts = [f.text for f in not_recorded(every_fragment(), recorded) if f.language == language]
    if not manifest:
        click.echo("\n".join(texts))
        return
    files = [{"file": f"{at:05}.wav", "text": text} for at, text in enumerate(texts, 1)]
    click.echo(json.dumps({"language": language, "voice": "", "files": files}, ensure_ascii=False, indent=1))


@telephone.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
def import_recordings(folder: Path) -> None:
    """Nhập FOLDER: manifest.json và các tệp WAV (PCM 16 bit, một kênh); thay bộ đang dùng của ngôn ngữ ấy."""
    from django.conf import settings

    from motcua.conf.telephone import recordings_folder
    from motcua.hotline.prompts.recordings import import_folder

    count = import_folder(folder, recordings_folder(settings.MOTCUA.home))
    click.echo(
        f"Đã nhập {count} bản ghi âm. Chạy `motcua telephone prompts` để dùng; tổng đài tự nhận trong mười giây."
    )
