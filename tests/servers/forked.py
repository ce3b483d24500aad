"""What stands for the command `debate`: it has `tests.servers.forking` run it, and ends as it does.

It runs without site-packages, in 20 ms: `python -IS forked.py SOCKET ARGUMENT…`. Its environment, folder and
standard streams are the command's; signals are passed on, and the command ends when this process is killed.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys

asking = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
asking.connect(sys.argv[1])
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, lambda number, _: asking.send(str(number).encode()))
request = json.dumps([sys.argv[2:], dict(os.environ), os.getcwd()])  # noqa: PTH109  # without `pathlib` it starts twice as fast
socket.send_fds(asking, [request.encode()], [0, 1, 2])
status = os.waitstatus_to_exitcode(int(asking.recv(16)))
if status < 0:
    signal.signal(-status, signal.SIG_DFL)
    os.kill(os.getpid(), -status)
os._exit(status)
