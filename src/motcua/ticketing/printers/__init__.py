"""Ticket printers: a port, a registry of addresses, ESC/POS over the network or a device file.

    printer = printer_at(device.printer)
    printer.print(render_slip(slip, width_dots=printer.width_dots))

A number exists whether or not it could be printed: `print` returns only when the printer said that it is done.
"""

from motcua.ticketing.printers.addresses import printer_at
from motcua.ticketing.printers.port import Printer, PrinterFaultError, sentence_of

__all__ = ["Printer", "PrinterFaultError", "printer_at", "sentence_of"]
