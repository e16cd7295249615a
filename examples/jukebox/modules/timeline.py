"""Where something that takes time is: it runs, stands still, or is moved."""

import time


class Timeline:
    """From 0 to a duration in seconds. Not thread-safe.

    ``revision`` changes whenever it does not simply go on: whoever follows it knows by that when to begin anew.
    """

    def __init__(self, duration, clock=time.monotonic):
        self.duration = duration
        self.revision = 0
        self._clock = clock
        self._position = 0.0
        self._since = None  # when it began to run from that position; None while it stands still

    @property
    def is_running(self):
        return self._since is not None

    @property
    def position(self):
        passed = self._clock() - self._since if self.is_running else 0.0
        return min(self.duration, self._position + passed)

    @property
    def is_at_end(self):
        return self.position >= self.duration

    def run(self):
        if not self.is_running:
            self._move(self.position, self._clock())

    def stop(self):
        if self.is_running:
            self._move(self.position, None)

    def seek(self, position):
        """Moves it; what is before the beginning or after the end is the beginning or the end."""
        self._move(max(0.0, min(self.duration, position)), self._clock() if self.is_running else None)

    def _move(self, position, since):
        self._position = position
        self._since = since
        self.revision += 1
