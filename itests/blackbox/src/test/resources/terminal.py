"""terminal.py COMMAND...: runs a command in a terminal of its own, types a line, and leaves with Ctrl-D.

Ends with 0 when the shell answered and the command ended with 0.
"""
import os
import pty
import select
import sys
import time

LIMIT_IN_SEC = 30
LINE, ANSWER = b"tasks\r", b"hello"

pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])

deadline = time.monotonic() + LIMIT_IN_SEC
screen = b""


def read_until(wanted):
    """Reads the screen; false when the command ends or the time is over before it is there."""
    global screen
    while wanted not in screen:
        ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
        try:
            part = os.read(terminal, 4096) if ready else b""
        except OSError:
            part = b""  # how Linux says that the other side is closed
        if not part:
            return False
        screen += part
    return True


answered = read_until(b"> ")
if answered:
    os.write(terminal, LINE)
    answered = read_until(ANSWER)
os.write(terminal, b"\x04")
read_until(b"nothing ends like this")
ended, status = os.waitpid(pid, os.WNOHANG)
while not ended and time.monotonic() < deadline:
    ended, status = os.waitpid(pid, os.WNOHANG)
    time.sleep(0.05)
print(screen.decode(errors="replace"))
if not ended:
    os.kill(pid, 9)
    sys.exit("did not end after Ctrl-D")
sys.exit(0 if answered and os.waitstatus_to_exitcode(status) == 0 else 1)
