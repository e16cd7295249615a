"""A node of zephserver's cluster, written from the description of its wire alone (specification 5.1 to 5.3).

Blocking sockets, IPv6 sockets only, one read of 4096 bytes for each message, one message at a time, receivers one
after the other in the order of the list.

    original_node.py NAME PORT [NAME=HOST:PORT ...]

Standard input: one JSON object a line, {"event": ..., "data": ...}, is sent to every other node.
Standard output: "ready", one JSON envelope a line for each event received, "sent" after each event sent,
and on standard error what went wrong.
"""

import json
import socket
import sys
import threading
import uuid

MARKER = b"#!#end_communication#!#"


class OriginalNode:
    def __init__(self, name, port, peers):
        self.name = name
        self.peers = peers
        self.parts = {}
        self.server = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
        self.server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        # ::ffff:127.0.0.1 keeps the test on loopback, where the original listens on every address
        self.server.bind(("::ffff:127.0.0.1", port))
        self.server.listen(5)

    def serve(self):
        while True:
            connection, _ = self.server.accept()
            try:
                text = connection.recv(4096).decode("ascii")
                self.take(text)
            except Exception as failure:
                print("junk: %r" % failure, file=sys.stderr, flush=True)
            try:
                connection.sendall(MARKER)
            except OSError as failure:
                print("no answer: %r" % failure, file=sys.stderr, flush=True)
            connection.close()

    def take(self, text):
        envelope = json.loads(text)
        if envelope["event"] != "multipart":
            say(json.dumps(envelope))
            return
        data = envelope["data"]
        got = self.parts.setdefault(data["uuid"], {})
        got[data["number"]] = data["data"]
        if len(got) == data["parts"]:
            del self.parts[data["uuid"]]
            self.take("".join(got[i] for i in range(data["parts"])))

    def send(self, event, data):
        text = json.dumps({"event": event, "source": self.name, "data": data})
        if len(text) <= 3900:
            self.send_text(text)
            return
        chunks = [text[i : i + 1800] for i in range(0, len(text), 1800)]
        one = uuid.uuid4().hex
        for i, chunk in enumerate(chunks):
            self.send("multipart", {"uuid": one, "parts": len(chunks), "number": i, "data": chunk})

    def send_text(self, text):
        for host, port in self.peers:
            try:
                self.exchange(host, port, text)
            except OSError as failure:
                print("not sent: %r" % failure, file=sys.stderr, flush=True)

    def exchange(self, host, port, text):
        address = socket.getaddrinfo(host, port, socket.AF_INET6, socket.SOCK_STREAM, 0, socket.AI_V4MAPPED)[0][4]
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as connection:
            connection.settimeout(10)
            connection.connect(address)
            connection.send(text.encode("ascii"))
            answer = b""
            while answer != MARKER:
                more = connection.recv(len(MARKER) - len(answer))
                if not more:
                    raise OSError("closed after %r" % answer)
                answer += more


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(name, port, *peers):
    addresses = [peer.split("=", 1)[1].rsplit(":", 1) for peer in peers]
    node = OriginalNode(name, int(port), [(host, int(peer_port)) for host, peer_port in addresses])
    threading.Thread(target=node.serve, daemon=True).start()
    say("ready")
    for line in sys.stdin:
        order = json.loads(line)
        node.send(order["event"], order["data"])
        say("sent")


main(*sys.argv[1:])
