"""What the modules of the jukebox that take time have in common."""

import threading

from patchbay_module import Module, ModuleError
from timeline import Timeline

TICK_IN_S = 1.0
END_IN_S = 1.0


class TimedModule(Module):
    """Runs for some seconds while it is its turn, can be paused and moved, and leaves by itself at the end.

    It shows ``title``, ``duration``, ``time``, ``state`` (waiting, playing, paused) and ``picture``.
    All that takes long is done on one thread, so every command is answered at once.
    """

    _worker = None

    def start(self, duration, **parameters):
        """To be called by ``init``."""
        self._timeline = Timeline(duration)
        self._changed = threading.Condition()  # guards the timeline and the next two
        self._is_paused = False
        self._is_over = False
        self.set(duration=duration, **parameters)
        self._worker = threading.Thread(target=self._work, daemon=True)
        self._worker.start()

    def prepare(self):
        """Makes ready what takes long. Called once, on the thread of this module, as is :meth:`follow`."""

    def follow(self, is_running, position):
        """The timeline runs from a position on, or stands still there."""

    def play(self):
        with self._changed:
            if not self._is_paused:
                self._timeline.run()
            self._changed.notify()

    def suspend(self):
        with self._changed:
            self._timeline.stop()
            self._changed.notify()

    def do_pause(self):
        with self._changed:
            self._is_paused = True
            self._timeline.stop()
            self._changed.notify()

    def do_resume(self):
        with self._changed:
            self._is_paused = False
            self._timeline.run()
            self._changed.notify()

    def do_seek(self, time):
        if isinstance(time, bool) or not isinstance(time, (int, float)):
            raise ModuleError("Expected a time in seconds, got {!r}".format(time))
        with self._changed:
            self._timeline.seek(time)
            self._changed.notify()

    def closed(self):
        if self._worker is None:
            return  # init was refused
        with self._changed:
            self._is_over = True
            self._changed.notify()
        self._worker.join(END_IN_S)

    def _work(self):
        try:
            self.prepare()
            self._follow_to_the_end()
        finally:
            self.follow(False, 0)
            self.leave()

    def _follow_to_the_end(self):
        revision = None
        while not self._is_over and not self._timeline.is_at_end:
            with self._changed:
                is_news, revision = revision != self._timeline.revision, self._timeline.revision
                is_running, position, state = self._timeline.is_running, self._timeline.position, self._state()
            if is_news:
                self.follow(is_running, position)
            self.set(state=state, time=round(position, 2))
            with self._changed:
                self._changed.wait_for(lambda: self._is_over or self._timeline.revision != revision, self._pause())

    def _state(self):
        if self._timeline.is_running:
            return "playing"
        return "paused" if self._is_paused else "waiting"

    def _pause(self):
        """Until there is something to show, or the end; None is until something changes."""
        if not self._timeline.is_running:
            return None
        return min(TICK_IN_S, self._timeline.duration - self._timeline.position)
