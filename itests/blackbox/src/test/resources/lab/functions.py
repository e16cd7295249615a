"""Functions only: what is to make an instance makes none."""


def make():
    pass


def light():
    return "on"


def _help():
    return "It has light()."
