"""A module that answers at once. Usage: module.py HOST COMMAND_PORT UPDATE_PORT"""
import json
import socket
import sys


def dial(port):
    connection = socket.socket()
    connection.connect((sys.argv[-3], int(port)))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


commands = dial(sys.argv[-2])
updates = dial(sys.argv[-1])
for line in commands.makefile("rb"):
    command = json.loads(line)
    answer = {"success": True}
    text = command.get("args", {}).get("text")
    if text is not None:
        answer["result"] = text
    commands.sendall(json.dumps(answer).encode("ascii") + b"\n")
    if command["cmd"] == "rm":
        break
