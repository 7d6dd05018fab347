import click


@click.group()
def printer() -> None:
    """Máy in số thứ tự."""


@printer.command()
@click.argument("address", metavar="ĐỊA_CHỈ")
def test(address: str) -> None:
    """In một phiếu mẫu ra máy in ở ĐỊA_CHỈ, ví dụ tcp://10.0.0.5:9100 hoặc usb:/dev/usb/lp0; nói rõ máy in ra sao."""
    from motcua.kernel import clock
    from motcua.ticketing.printers import printer_at, sentence_of
    from motcua.ticketing.printing import TicketSlip, render_slip

    chosen = printer_at(address)
    if not chosen.makes_paper:
        click.echo("Địa chỉ này là màn hình, không có máy in: số chỉ hiện trên màn hình.")
        return
    sample = TicketSlip(
        unit="Phiếu in thử",
        group="Nếu đọc rõ mọi dòng và quét được mã thì máy in dùng được",
        number="A 0000",
        ahead=7,
        issued_at=clock.now(),
        follow_url="https://motcua.example/so/phieu-in-thu",
        wait_p50=5,
        wait_p90=25,
        trial=True,
    )
    chosen.print(render_slip(sample, width_dots=chosen.width_dots))
    click.echo(f"Đã in xong phiếu mẫu, giấy rộng {chosen.width_dots} chấm. {sentence_of(chosen.state())}")
