import os

import click


@click.command()
def run() -> None:
    """Chạy cả trung tâm: cơ sở dữ liệu, trang web, cập nhật tức thời, hàng đợi. Dừng: Ctrl-C."""
    from motcua.conf.centre import run as run_centre
    from motcua.foundation.home import current

    run_centre(current(os.environ), os.environ)
