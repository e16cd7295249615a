"""Modules as they are written for ModuleServer: plain classes that know nothing of who serves them."""

import logging
import os
import time

VERSION = 1


class Lamp:
    def __init__(self):
        self.closed = None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        with open(os.environ["LAB_DIARY"], "a") as diary:
            diary.write("lamp %d ended\n" % VERSION)

    def my_fun(self, first, second, third=True, fourth=None):
        return [first, second, third, fourth]

    def echo(self, value):
        return value

    def version(self):
        return VERSION

    def pid(self):
        return os.getpid()

    def sleep(self, seconds):
        time.sleep(seconds)
        return seconds

    def warn(self, text):
        logging.getLogger("lamp").warning("said %s", text)

    def fail(self):
        raise ValueError("the bulb is broken")

    def crash(self):
        os._exit(3)

    def hide(self):
        return {1, 2}

    def _secret(self):
        return "nobody's business"


class Stage:
    def call(self, client, function, *args):
        return client, function, list(args)


class Slow:
    def __init__(self):
        time.sleep(2)

    def ready(self):
        return True


class Broken:
    def __init__(self):
        raise RuntimeError("no power")
