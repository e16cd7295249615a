"""terminal.py [SHOWN TYPED]... [SHOWN] -- COMMAND...: runs a command in a terminal of its own, like a person at it.

Whenever the screen shows the next text, types what stands behind it; what was shown before does not count again.
Repeats the screen on standard output and ends as the command does: with its exit code, with 128 and more for a
signal. When a text does not come, or the command does not end, the command is killed, and the code is 99.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

LIMIT_IN_SEC = 55
FAILED = 99
ROWS, COLUMNS = 40, 200

steps, command = sys.argv[1:sys.argv.index("--")], sys.argv[sys.argv.index("--") + 1:]
deadline = time.monotonic() + LIMIT_IN_SEC

pid, terminal = pty.fork()
if pid == 0:
    # a script that runs us in the background has it ignored
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    os.execvp(command[0], command)


def read():
    """What the screen shows next; nothing when the command has ended or the time is over."""
    ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
    try:
        part = os.read(terminal, 4096) if ready else b""
    except OSError:
        part = b""  # how Linux says that the other side is closed
    sys.stdout.buffer.write(part)
    sys.stdout.flush()
    return part


def fail(sentence):
    os.kill(pid, signal.SIGKILL)
    print("\n" + sentence, file=sys.stderr)
    sys.exit(FAILED)


screen = b""
for place, step in enumerate(step.encode() for step in steps):
    if place % 2:
        os.write(terminal, step)
        continue
    while step not in screen:
        part = read()
        if not part:
            fail("did not show what word %d waits for" % (place + 1))
        screen += part
    screen = screen[screen.index(step) + len(step):]
while read():
    pass
ended, status = os.waitpid(pid, os.WNOHANG)
while not ended and time.monotonic() < deadline:
    time.sleep(0.05)
    ended, status = os.waitpid(pid, os.WNOHANG)
if not ended:
    fail("did not end")
code = os.waitstatus_to_exitcode(status)
sys.exit(code if code >= 0 else 128 - code)
