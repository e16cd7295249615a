"""Sound by whatever program this machine has for it, or none."""

import os
import shutil
import subprocess
import tempfile

_PLAYERS = (
    ["paplay"],
    ["aplay", "-q"],
    ["ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"],
)


class Speaker:
    """Plays one WAV file at a time. Without a program that can, it is silent; so it is with ``JUKEBOX_SOUND=no``."""

    def __init__(self, command=None):
        self._command = find_player() if command is None else command
        self._process = None
        self._path = None

    def play(self, wav):
        """Begins to play, instead of what is played."""
        self.stop()
        if not self._command:
            return
        with tempfile.NamedTemporaryFile(suffix=".wav", prefix="jukebox-", delete=False) as file:
            file.write(wav)
        self._path = file.name
        self._process = subprocess.Popen(self._command + [file.name], stdin=subprocess.DEVNULL)

    def stop(self):
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
            os.remove(self._path)


def find_player():
    """The command that plays a file whose name is added; empty when there is none."""
    if os.environ.get("JUKEBOX_SOUND") == "no":
        return []
    return next((command for command in _PLAYERS if shutil.which(command[0])), [])
