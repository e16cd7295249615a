"""Serves one module to the Patchbay node that started this process. Python 3.8 or newer, standard library only.

It connects to the node, shows its token, and does what the node tells it, one after the other, on the main thread: load,
call, help, reload, stop. Lines of JSON, told in the README of the bundle dev.patchbay.worker. What the module prints goes to
standard output, which is the log of the process; what it logs goes to the node.
"""

import hashlib
import importlib
import importlib.util
import inspect
import json
import linecache
import logging
import math
import os
import select
import socket
import sys
import threading
import time
import traceback

GRACE_IN_S = 5
"""How long this process may go on when the node has gone."""

NOT_FOUND = "Exception: function not found in INSTANCE (case matters)"

log = logging.getLogger("worker")


class Node:
    """The lines to and from the node. ``send`` may be called on any thread; a process that the module forked has no node."""

    def __init__(self, port, token):
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._lines = self._socket.makefile("rb", 65536)
        self._lock = threading.Lock()
        self._pid = os.getpid()
        self._socket.sendall((token + "\n").encode("ascii"))
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget)
        if hasattr(select, "poll"):
            threading.Thread(target=self._watch, name="patchbay-node", daemon=True).start()

    def is_mine(self):
        """False in a process that the module forked."""
        return os.getpid() == self._pid

    def _forget(self):
        # a copy of the connection would keep the node from noticing that this process has died
        os.close(self._socket.detach())

    def _watch(self):
        # the main thread cannot notice while it is in the module
        watch = select.poll()
        watch.register(self._socket, getattr(select, "POLLRDHUP", 0))
        while not watch.poll():
            pass
        time.sleep(GRACE_IN_S)
        os._exit(1)

    def orders(self):
        """What the node tells, until it closes."""
        while self.is_mine():
            try:
                line = self._lines.readline()
            except OSError:
                return
            if not line.endswith(b"\n"):
                return
            yield json.loads(line)
        os._exit(0)  # the module forked, and both processes came back from the call

    def send(self, message):
        """Sends a message. Raises TypeError or ValueError when it cannot be JSON; nothing has been sent then."""
        line = json.dumps(message, allow_nan=False).encode("ascii") + b"\n"
        if not self.is_mine():
            return
        try:
            with self._lock:
                self._socket.sendall(line)
        except OSError:
            pass  # the node has gone, which the next order tells


class NodeHandler(logging.Handler):
    """Sends log records to the node, and prints them into the log of the process. Message and arguments are kept apart."""

    def __init__(self, node):
        super().__init__()
        self._node = node
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record):
        try:
            print(self.format(record), file=sys.stderr)
            self._node.send(self._message(record))
        except Exception:
            self.handleError(record)

    @staticmethod
    def _message(record):
        message = {
            "is": "log",
            "created": record.created,
            "name": record.name,
            "levelname": record.levelname,
            "msg": str(record.msg),
            "exc_info": _exception(record.exc_info),
        }
        if record.args:
            message["args"] = _argument(record.args)
        if record.levelno >= logging.WARNING:
            message["text"] = record.getMessage()
        return message


def _exception(info):
    if not info or info[0] is None:
        return None
    frames = traceback.extract_tb(_frames(info[2]))
    return {
        "type": info[0].__name__,
        "msg": str(info[1]),
        "stack": [{"filename": each.filename, "lineno": each.lineno, "name": each.name} for each in frames],
    }


def _argument(value):
    """Something JSON has: a record must never fail because of what it is about."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, (list, tuple)):
        return [_argument(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _argument(each) for key, each in value.items()}
    return str(value)


class Module:
    """The module and its instance."""

    def __init__(self, order):
        self.name = order["name"]
        self._path = order["module"]
        self._entry = order["entry"]
        self._dispatch = order["dispatch"]
        self._module = None
        self._make = None
        self._instance = None
        self._code = {}

    def load(self):
        """Imports the module. Raises whatever that raises."""
        importlib.invalidate_caches()
        spec = importlib.util.find_spec(self._path)
        if spec is not None:
            self._code = _code(spec.origin)
        self._module = importlib.import_module(self._path)
        self._make = getattr(self._module, self._entry)

    def code(self):
        """Which file the code is in, and its digest before it was read."""
        return self._code

    def construct(self):
        """Makes the instance. Raises whatever the module raises, and TypeError when that makes none."""
        self._instance = None
        self._instance = self._make()
        if self._instance is None:
            raise TypeError("%s of %s returned None instead of an instance" % (self._entry, self._path))

    def has_instance(self):
        return self._instance is not None

    def exit(self):
        """Calls the exit hook of the instance, if it has one. Never raises."""
        leaving, self._instance = self._instance, None
        try:
            hook = getattr(leaving, "__exit__", None)
            if hook is not None:
                hook(None, None, None)
        except BaseException:
            log.error("The exit hook of %s failed", self.name, exc_info=True)

    def reload(self):
        """Reads the code again and makes a new instance.

        When that fails, the old code goes on serving: with its instance if the new code could not be read, with a new
        one of its own if only the new constructor failed. Returns the trace then.
        """
        saved, make, had_instance = dict(vars(self._module)), self._make, self.has_instance()
        try:
            self._read_again()
        except BaseException as failure:
            self._restore(saved, make)
            return trace(failure)
        self._exit_as_before(saved, make)
        try:
            self.construct()
            return None
        except BaseException as failure:
            log.error("The constructor of %s failed", self.name, exc_info=True)
            text = trace(failure)
        if had_instance:
            self._restore(saved, make)
            try:
                self.construct()
            except BaseException:
                log.error("The constructor of %s failed with its old code, too", self.name, exc_info=True)
        return text

    def _exit_as_before(self, saved, make):
        """The old instance leaves the module as it knew it: its hook must not meet the new code's globals."""
        fresh, made = dict(vars(self._module)), self._make
        self._restore(saved, make)
        self.exit()
        self._restore(fresh, made)

    def _read_again(self):
        linecache.checkcache()
        importlib.invalidate_caches()
        self._code = _code(self._code.get("file"))
        # not what was compiled before: it is told from newer code by seconds only
        cached = getattr(self._module, "__cached__", None)
        if cached and os.path.exists(cached):
            os.remove(cached)
        # what is no longer defined must not be found
        for name in (self._entry, "_help"):
            vars(self._module).pop(name, None)
        importlib.reload(self._module)
        self._make = getattr(self._module, self._entry)

    def _restore(self, saved, make):
        vars(self._module).clear()
        vars(self._module).update(saved)
        self._make = make

    def call(self, client, function, args):
        """Calls a function. Raises whatever it raises, and LookupError of our own when there is none of that name."""
        if self._dispatch is not None:
            return getattr(self._instance, self._dispatch)(client, function, *args)
        return self._function(function)(*args)

    def _function(self, name):
        if name.startswith("_"):
            raise NoSuchFunction()
        try:
            return getattr(self._instance, name)
        except AttributeError:
            if inspect.getattr_static(self._instance, name, None) is None:
                raise NoSuchFunction() from None
            raise

    def help(self):
        """The help text: the module's own, or a line for each function."""
        own = getattr(self._module, "_help", None)
        if own is not None:
            return own()
        lines = ["Functions of " + self.name + "; arguments can only be positional:"]
        if self._dispatch is None:
            lines += [each + _signature(function) for each, function in self._functions()]
        else:
            lines.append("All calls go to its dispatch method %s, for which there is no automatic help." % self._dispatch)
        return "\n".join(lines)

    def describe(self):
        """What can be called, for those who look for it."""
        if self._dispatch is not None or self._instance is None:
            return []
        return [_description(name, function) for name, function in self._functions()]

    def _functions(self):
        for name in dir(self._instance):
            # not what would have to be computed to be looked at
            if name.startswith("_") or isinstance(inspect.getattr_static(self._instance, name, None), property):
                continue
            try:
                function = getattr(self._instance, name)
            except Exception:
                continue
            if callable(function):
                yield name, function


class NoSuchFunction(Exception):
    """The instance has no function of that name."""


def _code(path):
    if not path or not os.path.isfile(path):
        return {}
    with open(path, "rb") as source:
        return {"file": os.path.abspath(path), "digest": hashlib.sha256(source.read()).hexdigest()}


_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def _parameters(function):
    try:
        return list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):  # of what is written in C
        return None


def _signature(function):
    parameters = _parameters(function)
    if parameters is None:
        return "(...)"
    parts = []
    for each in parameters:
        if each.kind == inspect.Parameter.VAR_POSITIONAL:
            parts.append("*" + each.name)
        elif each.kind in _POSITIONAL:
            parts.append(each.name if each.default is each.empty else "%s=%r" % (each.name, each.default))
    return "(" + ", ".join(parts) + ")"


def _description(name, function):
    parameters = _parameters(function)
    known = [each for each in parameters or () if each.kind in _POSITIONAL]
    return {
        "name": name,
        "parameters": [{"name": each.name, "required": each.default is each.empty} for each in known],
        "rest": parameters is None or any(each.kind == each.VAR_POSITIONAL for each in parameters),
        "doc": (inspect.getdoc(function) or "").partition("\n")[0],
    }


def trace(failure):
    """The trace as Python prints it, without the frames of this file and of the import of the module."""
    frames = _frames(failure.__traceback__)
    return "".join(traceback.format_exception(type(failure), failure, frames)).rstrip("\n")


def _frames(frames):
    while frames is not None and _is_ours(frames.tb_frame.f_code.co_filename):
        frames = frames.tb_next
    return frames


def _is_ours(filename):
    return filename in (__file__, importlib.__file__) or filename.startswith("<frozen importlib.")


class Server:
    """Does what the node orders."""

    def __init__(self, node):
        self._node = node
        self._module = None

    def serve(self):
        """Returns when it was told to stop, when the node has closed, or when there is nothing to serve."""
        for order in self._node.orders():
            if not self._perform(order):
                break
        if self._module is not None:
            self._module.exit()

    def _perform(self, order):
        what = order["do"]
        if what == "call":
            self._answer(lambda: self._module.call(order["client"], order["function"], order["args"]))
        elif what == "help":
            self._answer(self._module.help)
        elif what == "reload":
            self._reload()
        elif what == "load":
            return self._load(order)
        else:
            return False
        return True

    def _load(self, order):
        logging.getLogger().setLevel(order["level"])
        sys.path[:0] = order["path"]
        self._module = Module(order)
        try:
            self._module.load()
        except BaseException as failure:
            self._node.send({"is": "failed", "traceback": trace(failure)})
            return False
        self._node.send(dict(self._module.code(), **{"is": "imported"}))
        self._construct()
        return True

    def _construct(self):
        text = None
        try:
            self._module.construct()
        except BaseException as failure:
            log.error("The constructor of %s failed", self._module.name, exc_info=True)
            text = trace(failure)
        self._node.send({"is": "made", "traceback": text, "functions": self._module.describe()})

    def _reload(self):
        text = self._module.reload()
        message = {"is": "reloaded", "traceback": text, "functions": self._module.describe()}
        message["hasInstance"] = self._module.has_instance()
        message.update(self._module.code())
        self._node.send(message)

    def _answer(self, compute):
        try:
            result = compute()
        except NoSuchFunction:
            self._node.send({"is": "answer", "traceback": NOT_FOUND})
            return
        except BaseException as failure:
            if self._node.is_mine():
                log.error("A call of %s failed", self._module.name, exc_info=True)
            self._node.send({"is": "answer", "traceback": trace(failure)})
            return
        try:
            self._node.send({"is": "answer", "result": result})
        except (TypeError, ValueError, RecursionError) as failure:
            text = "%s: a value of type %s cannot be written as JSON: %s"
            text %= (type(failure).__name__, type(result).__name__, failure)
            self._node.send({"is": "answer", "traceback": text})


def main():
    """Serves the node in the environment until it closes."""
    sys.path.pop(0)  # the folder of this file
    sys.argv = [""]
    sys.dont_write_bytecode = True
    # a module that reads must not take what others should read, nor wait for ever
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    node = Node(int(os.environ.pop("PATCHBAY_WORKER_PORT")), os.environ.pop("PATCHBAY_WORKER_TOKEN"))
    logging.getLogger().addHandler(NodeHandler(node))
    Server(node).serve()


if __name__ == "__main__":
    main()
