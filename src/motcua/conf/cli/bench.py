import json

import click


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("name", required=False)
@click.argument("arguments", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON ra đầu ra chuẩn.")
def bench(name: str | None, arguments: tuple[str, ...], *, as_json: bool) -> None:
    """Đo một con số mà phần mềm cam kết; không có tên thì in danh sách. Mã 1 khi chưa đạt."""
    from motcua.conf.bench import BENCHES, find, machine

    if name is None:
        click.echo("\n".join(BENCHES))
        return
    if name not in BENCHES:
        raise click.BadParameter(f"Không có phép đo {name}. Có: {', '.join(BENCHES)}.")
    before = machine.calibration_ms()
    found = find(name)
    outcome = found.run(arguments)
    described = machine.describe() | {"calibration_ms": before, "calibration_ms_after": machine.calibration_ms()}
    _table(found.bar, outcome.figures, described, ok=outcome.ok)
    if as_json:
        result = {"name": name, "figures": outcome.figures, "bar": found.bar, "ok": outcome.ok, "machine": described}
        click.echo(json.dumps(result, ensure_ascii=False))
    raise SystemExit(0 if outcome.ok else 1)


def _table(
    bar: dict[str, str], figures: dict[str, float | int | str], described: dict[str, str | int | float], *, ok: bool
) -> None:
    for figure, value in figures.items():
        click.echo(f"{figure:<28} {value!s:>14}   {bar.get(figure, '')}", err=True)
    click.echo("  ".join(f"{name}={value}" for name, value in described.items()), err=True)
    click.echo("ĐẠT" if ok else "CHƯA ĐẠT", err=True)
