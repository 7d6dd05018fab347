import click

from motcua.conf.cli import setup_django


@click.command()
def worker() -> None:
    """Chạy hàng đợi công việc và chuyển sự kiện; dừng bằng SIGTERM."""
    setup_django()
    from motcua.foundation.worker import run_worker

    run_worker()
