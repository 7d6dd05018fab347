import asyncio
import signal

import click


@click.command()
def dialogue() -> None:
    """Trả lời các câu hỏi của tổng đài tự động, ghi lại các cuộc gọi; dừng bằng SIGTERM."""
    import django

    django.setup()
    from motcua.conf.database import use_pool
    from motcua.hotline.serving.answering import THREADS

    use_pool(THREADS)
    asyncio.run(_serve())


async def _serve() -> None:
    from django.conf import settings

    from motcua.hotline.serving.answering import Dialogue
    from motcua.hotline.serving.hearing import hearing
    from motcua.hotline.serving.wire import socket_path

    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    answering = Dialogue()
    with hearing(settings.MOTCUA.telephone.ears, settings.MOTCUA.telephone.ears_at_once):
        await answering.serve(socket_path(settings.MOTCUA.home))
        await stop.wait()
        await answering.close()
