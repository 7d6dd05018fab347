"""A closed-loop HTTP load on this machine's loopback: `measure(Load(address, "module:function", clients=100, seconds=10))`.

The generator is a process of its own that takes about a tenth of a core for each thousand requests a second. A closed
loop waits for the slow: when a server stalls, fewer requests are sent, so that its percentiles flatter it a little.
"""

from motcua.conf.bench.load.browser import Browser, hidden_fields
from motcua.conf.bench.load.description import Load
from motcua.conf.bench.load.measuring import measure
from motcua.conf.bench.load.messages import Request, Response, Script
from motcua.conf.bench.load.report import Report, Times

__all__ = ["Browser", "Load", "Report", "Request", "Response", "Script", "Times", "hidden_fields", "measure"]
