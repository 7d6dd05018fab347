import json

import click

from motcua.conf.cli import setup_django


@click.group()
def example() -> None:
    """In ra dữ liệu mẫu để thử các giao tiếp."""
    setup_django()


@example.command()
@click.argument("code")
@click.option("--unit", help="Mã bộ phận một cửa tiếp nhận; không ghi thì chọn nơi đầu tiên tiếp nhận thủ tục này.")
@click.option("--seed", default=0, show_default=True, help="Số khác thì người nộp khác.")
def intake(code: str, unit: str | None, seed: int) -> None:
    """In một hồ sơ mẫu của thủ tục CODE, gửi được ngay đến POST /api/v1/dossiers của bản trình diễn."""
    from django.conf import settings

    from motcua.demo.intakes import example_intake
    from motcua.kernel.identifiers import ProcedureCode

    body = example_intake(ProcedureCode.parse(code).value, unit_code=unit, seed=seed)
    if not settings.MOTCUA_DEMO:
        click.echo(
            "Người trong hồ sơ mẫu không có thật (số căn cước bắt đầu bằng 000): chỉ bản trình diễn nhận.", err=True
        )
    click.echo(json.dumps(body, ensure_ascii=False, indent=2))
