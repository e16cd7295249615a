"""A module with the habits of the original's helper for Python, written from its description (shmooze, §5.5): it never
reads what its updates are answered, and when its command stream has ended it goes round for ever.

Usage: original-habits.py HOST COMMAND_PORT UPDATE_PORT
"""

import json
import os
import socket
import sys
import threading

PORTS = [int(port) for port in sys.argv[-2:]]
commands, updates = [socket.create_connection((sys.argv[-3], port)) for port in PORTS]
diary = []
state = {"timer": None, "duration": None}


def send(stream, value):
    stream.sendall((json.dumps(value) + "\n").encode("ascii"))


def update(cmd, **args):
    send(updates, {"cmd": cmd, "args": args})


def init(text="", duration=None):
    state["duration"] = duration
    update("set_parameters", parameters={"text": text, "duration": duration, "pid": os.getpid()})


def play():
    if state["duration"]:
        state["timer"] = threading.Timer(state["duration"], update, ["rm"])
        state["timer"].start()


def suspend():
    if state["timer"]:
        state["timer"].cancel()


def do_problem(message):
    raise Exception(message)


def do_talk(count):
    for number in range(count):
        update("set_parameters", parameters={"said": number})


# the table of the helper: a name, and what is called
TABLE = {
    "init": init,
    "play": play,
    "suspend": suspend,
    "rm": lambda: None,
    "do_diary": lambda: diary,
    "do_problem": do_problem,
    "do_talk": lambda count: threading.Thread(target=do_talk, args=[count]).start(),
}


def answer(command):
    diary.append(command["cmd"])
    if command["cmd"] not in TABLE:
        return {"success": False, "error": "Unrecognized command"}
    try:
        result = TABLE[command["cmd"]](**command.get("args", {}))
    except Exception as e:
        return {"success": False, "error": str(e)}
    return {"success": True} if result is None else {"success": True, "result": result}


rest = b""
while True:
    try:
        rest += commands.recv(4096)  # nothing, at once and for ever, when the stream has ended
    except OSError:
        continue
    while b"\n" in rest:
        line, rest = rest.split(b"\n", 1)
        send(commands, answer(json.loads(line)))
