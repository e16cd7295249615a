"""A module for tests. Usage: module.py WORDS... HOST COMMAND_PORT UPDATE_PORT

Each word is one way to misbehave; without any it does what it is told. Whatever it is told, it sets as parameter "heard".
"""
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time

words = set(sys.argv[1:-3])
host, command_port, update_port = sys.argv[-3], int(sys.argv[-2]), int(sys.argv[-1])
heard = []
unanswered = 0


def forever():
    while True:
        time.sleep(60)


def dial(port):
    connection = socket.socket()
    connection.connect((host, port))
    return connection


if "ignore-term" in words:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if "exit" in words:
    sys.exit("no sound card")
if "no-connect" in words:
    forever()
if "update-first" in words:
    updates, commands = dial(update_port), dial(command_port)
else:
    commands = dial(command_port)
    if "one-connect" in words:
        forever()
    updates = dial(update_port)


def say(connection, value):
    connection.sendall(json.dumps(value).encode("ascii") + b"\n")


def update(name, **args):
    global unanswered
    unanswered += 1
    say(updates, {"cmd": name, "args": args} if args else {"cmd": name})


def set_parameters(**values):
    update("set_parameters", parameters=values)


def init(**args):
    if "refuse" in words:
        raise ValueError("no such song: \u266b")
    if "early" in words:
        set_parameters(early=True)
    set_parameters(pid=os.getpid(), argv=sys.argv[-3:], environment=dict(os.environ), directory=os.getcwd(), **args)


def play():
    if "slow-play" in words:
        time.sleep(0.3)
    if "fail-play" in words:
        raise ValueError("cannot play")


def suspend():
    if "fail-suspend" in words:
        raise ValueError("cannot wait")


def rm():
    if "silent-rm" in words:
        forever()
    if "ignore-rm" not in words:
        say(commands, {"success": True})
        os._exit(0)


def do_echo(**args):
    return args


def do_nothing():
    pass


def do_fail(text):
    raise ValueError(text)


def do_sleep(seconds):
    time.sleep(seconds)
    return seconds


def do_freeze():
    say(commands, {"success": True})
    forever()


def do_set(**values):
    set_parameters(**values)


def do_unset(names):
    update("unset_parameters", parameters=names)


def do_say(line):
    """Sends an update as it is, and tells its answer; those to what was said before come first."""
    global unanswered
    updates.sendall(line.encode("utf-8") + b"\n")
    answers = b""
    while answers.count(b"\n") < unanswered + 1:
        answers += updates.recv(4096)
    unanswered = 0
    return json.loads(answers.splitlines()[-1].decode("utf-8"))


def do_send(hexadecimal, stream="update"):
    (updates if stream == "update" else commands).sendall(bytes.fromhex(hexadecimal))


def do_send_much(count, stream="update"):
    (updates if stream == "update" else commands).sendall(b"[" + b" " * count)


def do_flood(count):
    """Goes on while commands are answered."""

    def flood():
        for number in range(count):
            updates.sendall(b'{"cmd":"set_parameters","args":{"parameters":{"n%d":%d}}}\n' % (number, number))

    threading.Thread(target=flood, daemon=True).start()


def do_leave():
    update("rm")
    os._exit(0)


def do_close(stream):
    (updates if stream == "update" else commands).shutdown(socket.SHUT_RDWR)


def do_grandchild(deaf):
    # what is ignored here the grandchild ignores from its first moment on
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN if deaf else signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        forever()
    signal.signal(signal.SIGTERM, before)
    return pid


def do_exit_soon():
    child = subprocess.Popen(["sleep", "0.05"])
    child.wait()
    os._exit(7)


def do_answer(line):
    commands.sendall(line.encode("utf-8") + b"\n")
    raise StopIteration


def do_answer_bytes(hexadecimal):
    commands.sendall(bytes.fromhex(hexadecimal))
    raise StopIteration


def answer(command):
    name = command["cmd"]
    if name not in ("do_echo",):
        heard.append(name)
        if name != "init" and name != "rm":
            set_parameters(heard=heard)
    try:
        result = globals()[name](**command.get("args", {}))
    except StopIteration:
        return
    except Exception as problem:
        say(commands, {"success": False, "error": str(problem)})
        return
    say(commands, {"success": True} if result is None else {"success": True, "result": result})


for line in commands.makefile("rb"):
    if "frozen-init" in words:
        forever()
    if "half-line" in words:
        commands.sendall(b'{"success": tr')
        forever()
    answer(json.loads(line.decode("utf-8")))
    if "frozen-after-init" in words:
        forever()
# the original's helper would spin here
forever()
