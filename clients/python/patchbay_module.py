"""Modules of a module queue or pool, in Python 3.8 or newer; needs nothing but the standard library.

A module is a program that a queue or a pool starts, and then tells what to do::

    from patchbay_module import Module, run

    class Hello(Module):
        def init(self, name="World"):
            self.set(greeting="Hello, " + name + "!")

        def do_rename(self, name):
            self.set(greeting="Hello, " + name + "!")

    if __name__ == "__main__":
        run(Hello())

Its commands are methods: ``init``, ``play``, ``suspend``, ``rm``, and ``do_<name>`` for whatever else it can be told.
They are called one after the other on the thread that called :func:`run`, with the arguments of the command as keyword
arguments. What one returns is its answer; an exception is answered with its text. The owner waits one second for an answer
and drops a module that takes longer, so what takes long belongs in a thread, which may call ``set``, ``unset`` and ``leave``.

A module has two seconds from its start to connect: what takes long to prepare belongs into a thread, too.
When the owner goes, the module ends: see :func:`run`.

Modules that were written for shmooze's helper find the names they know, :class:`JSONParentPoller` and
:class:`ParentConnection`, below.
"""

import functools
import json
import os
import queue
import socket
import sys
import threading
import time
import traceback

__all__ = ["Module", "ModuleError", "run", "Closed", "ParentConnection", "JSONParentPoller"]

GRACE_IN_S = 2.5
"""How long a process may still run when its owner has closed; a little less than until the owner sends SIGTERM."""

_LIFE = ("init", "play", "suspend", "rm")


class ModuleError(Exception):
    """Refuses a command: the caller gets the text. Any other exception does so, too, and leaves a trace on stderr."""


class Closed(ConnectionError):
    """The owner has closed the command stream: nothing will be commanded any more."""


class Module:
    """What a module can be told; derive from it, and add ``do_<name>`` for what others may tell it.

    In ``__init__`` nothing is connected yet; ``init`` is the first command, and everything else comes after it.
    """

    _connection = None

    def init(self):
        """Called once, first, with the arguments of whoever adds it. An exception: it is not added."""

    def play(self):
        """It is its turn. An exception drops it."""

    def suspend(self):
        """It is no longer its turn; may come again without a ``play`` between. An exception drops it."""

    def rm(self):
        """It is about to be removed. Called only when somebody removes it, so it is no place for what must be done."""

    def closed(self):
        """The owner has closed, whatever the reason; the last call. The process ends soon after."""

    def set(self, /, **parameters):
        """Adds parameters to those the owner shows for this module, or replaces them. They have to be JSON.

        May be called on any thread, and from ``init`` on. Returns False when the owner is gone, which is no error:
        a thread cannot know it beforehand.
        """
        return self._owner().set_parameters(parameters)

    def unset(self, *names):
        """Removes parameters; those that are not there are ignored. Otherwise as ``set``."""
        return self._owner().unset_parameters(names)

    def leave(self):
        """Leaves the queue or pool, as if it had been removed; the owner closes then. Otherwise as ``set``."""
        return self._owner().rm()

    def _owner(self):
        if self._connection is None:
            raise RuntimeError("A module has no owner before its init is called")
        return self._connection


def run(module, argv=None, grace_in_s=GRACE_IN_S):
    """Connects to the owner and does what it commands, until it closes; calls ``module.closed()`` then, and returns.

    A process whose owner has closed ends ``grace_in_s`` seconds later, even if one of its threads or a command is still
    busy. Whoever needs the main thread for something else calls ``run`` on another one.

    :param argv: the program's arguments; the last three are host, command port and update port
    """
    connection = ParentConnection(argv)
    _end_after(connection, grace_in_s)
    serve(module, connection)


def serve(module, connection):
    """As :func:`run`, over a connection there is, and without ending the process."""
    module._connection = connection
    try:
        while True:
            connection.answer_one(functools.partial(_command_of, module))
    except Closed:
        module.closed()
    finally:
        connection.close()


def _command_of(module, name):
    is_command = name in _LIFE or name.startswith("do_")
    return getattr(module, name, None) if is_command else None


class ParentConnection:
    """The two streams to the owner: its commands, answered one by one, and the updates for it.

    Two threads read all the time: one what is commanded, so that the end of the stream is noticed while a command runs; one
    the owner's answers to updates, which are dropped, so that they never fill the way.
    """

    def __init__(self, argv=None):
        """Connects, the command port first; raises OSError when that fails, and SystemExit when the arguments are others."""
        host, command_port, update_port = _address(sys.argv if argv is None else argv)
        self._commands = _connect(host, command_port)
        try:
            self._updates = _connect(host, update_port)
        except OSError:
            self._commands.close()
            raise
        self._lines = queue.Queue()  # at most the one line that waits for its answer; None is the end
        self._update_lock = threading.Lock()
        self._is_closed_here = False
        self._is_closed_by_owner = False
        self._ended = threading.Event()
        _start("patchbay-commands", self._read_commands)
        _start("patchbay-answers", self._drop_answers)

    def answer_one(self, find):
        """Waits for a command, does and answers it.

        :param find: from the name of a command to what does it; None when there is none
        :raises Closed: when the stream has ended
        """
        line = self._lines.get()
        if line is None:
            self._lines.put(None)
            raise Closed("The owner has closed the command stream")
        if not _send(self._commands, _encoded_answer(line, find)):
            self._end()
            raise Closed("The owner has closed the command stream before its answer")

    def set_parameters(self, parameters):
        """Merges a dictionary into the parameters the owner has; any thread. Returns whether the owner was there."""
        return self._update({"cmd": "set_parameters", "args": {"parameters": dict(parameters)}})

    def unset_parameters(self, names):
        """Removes parameters; any thread. Returns whether the owner was there."""
        return self._update({"cmd": "unset_parameters", "args": {"parameters": list(names)}})

    def rm(self):
        """Tells the owner that this module leaves; any thread. Returns whether the owner was there."""
        return self._update({"cmd": "rm"})

    def close(self):
        """Closes both streams; what was sent still arrives. Any thread; more than once does no harm."""
        self._is_closed_here = True
        _shut(self._commands, socket.SHUT_RDWR)
        _shut(self._updates, socket.SHUT_WR)

    def wait_for_owner(self):
        """Waits until the command stream ends. Returns whether the owner ended it, and not this process."""
        self._ended.wait()
        return self._is_closed_by_owner

    def _update(self, packet):
        line = _encoded(packet)
        with self._update_lock:
            return _send(self._updates, line)

    def _end(self):
        if not self._is_closed_here:
            self._is_closed_by_owner = True
        self._ended.set()

    def _read_commands(self):
        try:
            with self._commands, self._commands.makefile("rb") as lines:
                for line in lines:
                    if line.endswith(b"\n"):
                        self._lines.put(line)
        except OSError:
            pass  # a reset is an end like any other
        finally:
            self._end()
            self._lines.put(None)

    def _drop_answers(self):
        with self._updates:
            try:
                while self._updates.recv(65536):
                    pass
            except OSError:
                pass  # as above


class JSONParentPoller:
    """A module as shmooze's helper has it: derive from it, and name the commands in a table.

    ::

        class Text(JSONParentPoller):
            def cmd_init(self, text):
                self.set_parameters({"text": text})

            commands = {"init": cmd_init}

        module = Text()
        while True:
            module.handle_one_command()

    Unlike there, the end of the command stream is an exception and ends the process :data:`GRACE_IN_S` later, and nobody has
    to read the answers to updates.
    """

    commands = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.connection = ParentConnection()
        _end_after(self.connection, GRACE_IN_S)

    def handle_one_command(self):
        """Waits for a command, does and answers it. Raises :class:`Closed`, a ``socket.error``, at the end."""
        self.connection.answer_one(self._find_command)

    def set_parameters(self, parameters):
        """Merges a dictionary into the parameters the owner has; any thread."""
        return self.connection.set_parameters(parameters)

    def unset_parameters(self, parameters):
        """Removes the parameters with these names; any thread."""
        return self.connection.unset_parameters(parameters)

    def rm(self):
        """Tells the owner that this module leaves; any thread."""
        return self.connection.rm()

    def close(self):
        """Closes both streams; the process is then free to end when it likes."""
        self.connection.close()

    def _find_command(self, name):
        command = self.commands.get(name)
        return None if command is None else functools.partial(command, self)


def _address(argv):
    try:
        host, command_port, update_port = argv[-3:]
        return host, int(command_port), int(update_port)
    except ValueError:
        raise SystemExit(
            "Expected host, command port and update port as the last three arguments, got {}: "
            "this program is started by a module queue or pool.".format(argv[1:])
        ) from None


def _connect(host, port):
    connection = socket.create_connection((host, port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _start(name, target):
    threading.Thread(target=target, name=name, daemon=True).start()


def _end_after(connection, grace_in_s):
    def end():
        if connection.wait_for_owner():
            time.sleep(grace_in_s)
            os._exit(1)  # sys.exit would only end this thread, and wait for the others

    _start("patchbay-end", end)


def _shut(connection, how):
    try:
        connection.shutdown(how)
    except OSError:
        pass  # it is closed already


def _send(connection, line):
    try:
        connection.sendall(line)
        return True
    except OSError:
        return False


def _encoded(packet):
    # what is not a number would not be JSON either, and the owner would drop the module for it
    return json.dumps(packet, allow_nan=False).encode("ascii") + b"\n"


def _encoded_answer(line, find):
    try:
        return _encoded(_answer(line, find))
    except (TypeError, ValueError) as problem:
        return _encoded(_failure("The answer cannot be written as JSON: {}".format(problem)))


def _answer(line, find):
    try:
        command = json.loads(line.decode("utf-8"))
        name, args = command["cmd"], command.get("args", {})
    except (ValueError, TypeError, KeyError):
        return _failure("Malformed command")
    if not isinstance(name, str) or not isinstance(args, dict):
        return _failure("Malformed command")
    todo = find(name)
    return _failure("Unrecognized command") if todo is None else _outcome(todo, args)


def _outcome(todo, args):
    try:
        result = todo(**args)
    except ModuleError as refusal:
        return _failure(str(refusal))
    except Exception as problem:
        traceback.print_exc()
        return _failure(str(problem) or type(problem).__name__)
    return {"success": True} if result is None else {"success": True, "result": result}


def _failure(text):
    return {"success": False, "error": text}
