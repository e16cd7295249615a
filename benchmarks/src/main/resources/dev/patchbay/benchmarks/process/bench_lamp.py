"""A module as it is written for ModuleServer."""
import os
import time

VERSION = 0


class Lamp:
    def echo(self, value):
        return value

    def version(self):
        return VERSION

    def pid(self):
        return os.getpid()

    def sleep(self, seconds):
        time.sleep(seconds)
        return seconds
