import os
from datetime import UTC

import click

from motcua.foundation.settings import load
from motcua.kernel.clock import SystemClock


@click.command()
@click.option("--host", "named", multiple=True, help="Tên máy hoặc địa chỉ mà người dùng gõ; lặp lại được.")
def tls(named: tuple[str, ...]) -> None:
    """Tạo chứng thư HTTPS cho mạng nội bộ, giữ trong MOTCUA_HOME/tls; chạy lại để gia hạn."""
    from motcua.conf.tls import make_certificate, own_names

    address = os.environ.get("MOTCUA_BIND", "")
    # The address may not be served yet for want of this very certificate, so it is read apart.
    settings = load({name: value for name, value in os.environ.items() if name in {"MOTCUA_HOME", "MOTCUA_HOSTS"}})
    bound = [address] if address and address not in {"0.0.0.0", "::"} else []  # noqa: S104 - compared, not bound
    hosts = list(dict.fromkeys((*named, *bound, *settings.hosts, *own_names())))
    authority = make_certificate(settings.home / "tls", hosts, SystemClock().now().astimezone(UTC))
    click.echo(f"Đã tạo chứng thư cho: {', '.join(hosts)}.")
    click.echo(
        f"Trên máy quầy, kiosk, màn hình: cài {authority} vào mục chứng thư gốc tin cậy, rồi mở lại trình duyệt."
    )
    click.echo("Chạy: MOTCUA_DEMO=0 MOTCUA_BIND=<địa chỉ của máy này> MOTCUA_SECRET_KEY=… .venv/bin/motcua run")
