"""A client that decodes what it reads in pieces of 4096 bytes, each by itself, as ModuleServer's own client does."""

import json
import socket
import sys
from urllib.parse import quote_plus, unquote_plus


def receive(connection):
    text = ""
    while not text.endswith("\n"):
        piece = connection.recv(4096)
        if not piece:
            raise EOFError(text)
        text += unquote_plus(piece.decode("ascii"))
    return json.loads(text)


def ask(port, module, function, *args):
    with socket.create_connection(("localhost", port), 5) as connection:
        for message in ({"name": module}, {"function": function, "args": args, "keep_alive": False}):
            connection.sendall((quote_plus(json.dumps(message)) + "\n").encode("ascii"))
            answer = receive(connection)
            if answer["error"]:
                raise RuntimeError(answer["traceback"])
        return answer["response"]


for size in (100, 4000, 24_000, 400_000):
    text = ("\"%+ \u00fc\U0001f3b5\\ 1e20 %25" * (size // 20 + 1))[:size]
    assert ask(int(sys.argv[1]), "lamp", "echo", text) == text, size
assert ask(int(sys.argv[1]), "lamp", "echo", [1e20, -1.5, "%" * 5000])[0] == 1e20
print("intact")
