"""zeph_tool.py ADDRESS WORDS...: commands a node as the original's tool does, and prints its answer.

One write of the words joined by blanks; then chunks of at most 1024 bytes, whose lines are compared with the marker as a
whole: a marker that is cut by a chunk, or that begins within a line, is never seen, and the tool waits for ever.
"""
import socket
import sys

MARKER = "#!#end_communication#!#"
CHUNK_IN_BYTES = 1024

address, words = sys.argv[1], sys.argv[2:]
if ":" in address:
    host, port = address.rsplit(":", 1)
    connection = socket.create_connection((host, int(port)))
else:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.connect(address)

connection.sendall(" ".join(words).encode("ascii"))
answering = True
while answering:
    chunk = connection.recv(CHUNK_IN_BYTES).decode("utf-8")
    for line in chunk.split("\n"):
        if line == MARKER:
            answering = False
            break
        if line:
            print(line)
connection.close()
