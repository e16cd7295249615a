"""Calls the modules of a ModuleServer, of a Patchbay node or the original; Python 3.8 or newer, nothing but the standard library.

::

    from patchbay_modules_client import Client

    client = Client("localhost")
    client.get_modules()                 # ["lamp", "stage"]
    client.com("lamp", "dim", 0.5)       # a new connection for each call
    client.com("lamp")                   # the module's help

    with client.connect("lamp") as lamp: # one connection for many calls; nobody else has the lamp meanwhile
        lamp.call("on")
        lamp.call("off")

The calls are those of the original client, whose programs need one line changed:
``from patchbay_modules_client import client``.

What a module answers with an error, its own exceptions too, raises :class:`ServerError`; a server that is not there, closes
the connection or takes too long raises an ``OSError``.
"""

import json
import socket
from urllib.parse import quote_plus, unquote_plus

__all__ = ["Client", "Connection", "ServerError", "client"]

PORT = 36577
"""The port of a ModuleServer, if nobody says otherwise."""

TIMEOUT_IN_S = 2.0


class ServerError(Exception):
    """The server or the module answered with an error.

    :ivar response: what the answer has besides, mostly nothing
    :ivar traceback: lines joined by line feeds, the last of which is ``ErrorType: message``
    """

    def __init__(self, text, response="", traceback=""):
        super().__init__(text)
        self.response = response
        self.traceback = traceback


class Client:
    """Has no connection of its own: each call opens one. May be used on several threads.

    :param timeout: for connecting, and for each answer, in seconds
    """

    def __init__(self, host="localhost", port=PORT, timeout=TIMEOUT_IN_S):
        self.host = host
        self.port = port
        self.timeout = timeout

    def ping(self):
        """This client's address and port, as the server sees them: ``[address, port]``."""
        return self._hello("_ping")

    def help(self):
        """The server's help: its modules, and how to talk to it."""
        return self._hello("_help")

    def get_modules(self, prefix=""):
        """The names of the modules that begin so, in the order in which they were loaded; those that do not work, too."""
        return self._hello("_get_modules." + prefix)

    def reload(self, module):
        """Loads a module anew, in a new process; without a name reads the configuration again. Returns what the server says.

        It takes as long as the module takes to be imported, so the timeout should be 20 seconds.
        """
        answer = self._hello("_reload_" + quote_plus(module))
        if answer == 'Failed to find module "{}"'.format(module):
            raise ServerError(answer, traceback=answer)
        return answer

    def com(self, module, function="_help", *args):
        """Calls a function of a module with arguments by position, and returns its value."""
        request = _request(function, args, False)
        with _Lines(self) as lines:
            _greet(lines, module)
            return _value(lines.ask(request))

    def connect(self, module):
        """A :class:`Connection` to a module for several calls; close it, or use it in a ``with``."""
        lines = _Lines(self)
        try:
            _greet(lines, module)
        except BaseException:
            lines.close()
            raise
        return Connection(lines)

    def _hello(self, name):
        with _Lines(self) as lines:
            return _value(lines.ask({"name": name}))


client = Client
"""The original's name of :class:`Client`."""


class Connection:
    """A connection to a module that stays open between calls; the module serves nobody else meanwhile.

    The server closes it after any error, and when nothing is called for a second. A call that ends with an ``OSError`` may have
    been done or not. For one thread at a time.
    """

    def __init__(self, lines):
        self._lines = lines

    def call(self, function="_help", *args):
        """As :meth:`Client.com`."""
        request = _request(function, args, True)
        try:
            return _value(self._lines.ask(request))
        except (ServerError, OSError):
            self._lines.close()
            raise

    def close(self):
        """Says goodbye and closes; the module is free for others at once. More than once does no harm."""
        if self._lines.is_open():
            try:
                self._lines.send(_request(None, (), False))
            except OSError:
                pass  # the server was quicker, so there is nobody to say goodbye to
            self._lines.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


class _Lines:
    """Messages over a socket, one line each: JSON, form-encoded."""

    def __init__(self, owner):
        self._socket = socket.create_connection((owner.host, owner.port), owner.timeout)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._reader = self._socket.makefile("rb", 65536)

    def ask(self, message):
        self.send(message)
        return self._receive()

    def send(self, message):
        if not self.is_open():
            raise ConnectionError("Expected a connection that is open, but it was closed after an error; connect again")
        # what is not a number would not be JSON either
        self._socket.sendall(quote_plus(json.dumps(message, allow_nan=False)).encode("ascii") + b"\n")

    def _receive(self):
        line = self._reader.readline()
        if not line.endswith(b"\n"):
            raise ConnectionError(
                "Expected an answer, but the server has closed the connection after {} bytes. "
                "It closes one on which nothing was asked for a second".format(len(line))
            )
        try:
            return json.loads(unquote_plus(line.decode("utf-8"), errors="strict"))
        except ValueError as problem:
            raise ConnectionError("Expected an answer of form-encoded JSON, got {!r}".format(line[:200])) from problem

    def is_open(self):
        return self._socket.fileno() >= 0

    def close(self):
        self._reader.close()
        self._socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def _request(function, args, keep_alive):
    return {"function": function, "args": list(args), "keep_alive": keep_alive}


def _greet(lines, module):
    answer = lines.ask({"name": module})
    if _value(answer) != "ack":
        raise _error(answer)


def _value(answer):
    if not isinstance(answer, dict) or "response" not in answer or "error" not in answer:
        raise ConnectionError("Expected response, error and traceback in an answer, got {!r:.200}".format(answer))
    if answer["error"]:
        raise _error(answer)
    return answer["response"]


def _error(answer):
    response = str(answer["response"])
    traceback = str(answer.get("traceback") or "")
    quoted = "".join("\n|" + line for line in traceback.split("\n")) if traceback else ""
    return ServerError("Server Error: " + response + quoted, response, traceback)
