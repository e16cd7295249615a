"""Modules as they are written for ModuleServer: plain classes that know nothing of who serves them."""

import logging
import os
import signal
import time

VERSION = 1


def note(text):
    with open(os.environ.get("LAB_DIARY", os.devnull), "a") as diary:
        diary.write("process %d %s\n" % (os.getpid(), text))


class Lamp:
    def __init__(self):
        self.made_by = VERSION

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        note("ended version %d with %s" % (self.made_by, [kind, value, trace]))

    def my_fun(self, first, second, third=True, fourth=None):
        return [first, second, third, fourth]

    def echo(self, value):
        return value

    def version(self):
        return VERSION

    def pid(self):
        return os.getpid()

    def sleep(self, seconds):
        note("sleeps")
        time.sleep(seconds)
        return seconds

    def fork(self):
        "Leaves a child behind that heeds no SIGTERM."
        heard, say = os.pipe()
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.write(say, b".")
            time.sleep(60)
            os._exit(0)
        os.read(heard, 1)
        return child

    def warn(self, text):
        logging.getLogger("lamp").warning("said %s", text)

    def say(self, text):
        print(text)

    def fail(self):
        raise ValueError("the bulb is broken")

    def crash(self):
        os._exit(3)

    def hide(self):
        return {1, 2}

    def _secret(self):
        return "nobody's business"


class Failing(Lamp):
    "Cannot leave in order."

    def __exit__(self, kind, value, trace):
        note("fails to leave")
        raise RuntimeError("the door is locked")


class Clinging(Lamp):
    "Does not leave at all, whoever tells it."

    def __exit__(self, kind, value, trace):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        note("clings")
        time.sleep(60)


class Stage:
    def call(self, client, function, *args):
        return client, function, list(args)


class Slow:
    def __init__(self):
        note("begins")
        time.sleep(3)

    def ready(self):
        return True


class Barred:
    "Cannot be made before somebody opens the gate."

    def __init__(self):
        while not os.path.exists(os.environ["LAB_DIARY"] + ".gate"):
            time.sleep(0.01)

        self.calls = 0

    def ready(self):
        return True

    def turn(self):
        self.calls += 1
        return self.calls


class Broken:
    def __init__(self):
        raise RuntimeError("no power")
