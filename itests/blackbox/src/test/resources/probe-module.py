"""A module that keeps a diary, written from the description of the wire alone: two plain sockets, lines of JSON.

Usage: probe-module.py WORDS... HOST COMMAND_PORT UPDATE_PORT
Word "silent": it never connects. Word "frozen": it does not answer init. Word "resisting": it heeds no SIGTERM, but
leaves a file for the first one, term.PID in the folder where it runs.
"""

import json
import os
import signal
import socket
import sys
import threading
import time

HOST, COMMAND_PORT, UPDATE_PORT = sys.argv[-3], int(sys.argv[-2]), int(sys.argv[-1])


def lines(stream):
    rest = b""
    while True:
        piece = stream.recv(4096)
        if not piece:
            return
        rest += piece
        while b"\n" in rest:
            line, rest = rest.split(b"\n", 1)
            yield json.loads(line)


class Probe:
    def __init__(self):
        self.commands = socket.create_connection((HOST, COMMAND_PORT))
        self.updates = socket.create_connection((HOST, UPDATE_PORT))
        self.diary = []

    def update(self, cmd, **args):
        self.updates.sendall((json.dumps({"cmd": cmd, "args": args}) + "\n").encode("ascii"))

    def show(self, **parameters):
        self.update("set_parameters", parameters=parameters)

    def serve(self):
        for command in lines(self.commands):
            answer = self.answer(command)
            if answer is not None:
                self.commands.sendall((json.dumps(answer) + "\n").encode("ascii"))

    def answer(self, command):
        self.diary.append(command["cmd"] if "args" in command else command["cmd"] + "-")
        if command["cmd"] == "do_diary":
            self.diary.pop()
        try:
            result = getattr(self, command["cmd"])(**command.get("args", {}))
        except Exception as e:
            return {"success": False, "error": str(e)}
        return {"success": True} if result is None else {"success": True, "result": result}

    def init(self, stubborn=False, deaf=False, mute=False, text=None, seconds=0):
        if stubborn:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if "frozen" in sys.argv:
            time.sleep(60)
        self.deaf = deaf
        self.mute = mute
        self.seconds = seconds
        self.show(pid=os.getpid(), argv=sys.argv[1:])
        if text is not None:
            self.show(text=text, duration=seconds)

    def play(self):
        if self.seconds:
            threading.Timer(self.seconds, self.leave).start()

    def suspend(self):
        pass

    def leave(self):
        self.update("rm")
        self.updates.close()
        self.commands.close()
        os._exit(0)

    def rm(self):
        if self.mute:
            time.sleep(60)
        if not self.deaf:
            threading.Timer(0.05, os._exit, [0]).start()

    def do_diary(self):
        return self.diary

    def do_echo(self, **what):
        return what

    def do_fail(self, why):
        raise ValueError(why)

    def do_open(self, count):
        files = []
        try:
            for _ in range(count):
                files.append(open(os.devnull))
        except OSError as e:
            self.show(refused=e.strerror)
            raise
        finally:
            for file in files:
                file.close()

    def do_take(self, mebibytes):
        "Does not know what to do without that memory."
        try:
            self.taken = bytearray(mebibytes << 20)
        except MemoryError:
            print("no memory for %d MiB" % mebibytes, flush=True)
            os._exit(1)

    def do_work(self, seconds):
        def work():
            while time.process_time() < seconds:
                pass

        threading.Thread(target=work, daemon=True).start()

    def do_leave(self):
        threading.Timer(0.05, self.leave).start()

    def do_pretend(self):
        "Says that it leaves, and stays."
        threading.Timer(0.05, self.update, ["rm"]).start()

    def do_slow(self, seconds):
        time.sleep(seconds)
        return "done"

    def do_forget(self, names):
        self.update("unset_parameters", parameters=names)

    def do_flood(self, count):
        def flood():
            for number in range(count):
                self.show(number=number)

        threading.Thread(target=flood, daemon=True).start()


def resist(number, frame):
    open("term.%d" % os.getpid(), "a").close()


if "resisting" in sys.argv:
    signal.signal(signal.SIGTERM, resist)
if "silent" in sys.argv:
    time.sleep(60)
probe = Probe()
probe.serve()
while probe.deaf:
    time.sleep(1)
