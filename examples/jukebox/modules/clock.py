"""A background: shows a clock while nothing else is played."""

import datetime
import threading

import pictures
from patchbay_module import Module, run


class Clock(Module):
    _worker = None

    def init(self):
        self._changed = threading.Condition()  # guards the next two
        self._is_playing = False
        self._is_over = False
        self.set(title="Nothing is playing", state="waiting")
        self._worker = threading.Thread(target=self._work, daemon=True)
        self._worker.start()

    def play(self):
        self._turn(True)

    def suspend(self):
        self._turn(False)

    def closed(self):
        if self._worker is not None:
            with self._changed:
                self._is_over = True
                self._changed.notify()

    def _turn(self, is_playing):
        with self._changed:
            self._is_playing = is_playing
            self._changed.notify()

    def _work(self):
        while not self._is_over:
            with self._changed:
                is_playing = self._is_playing
            now = datetime.datetime.now()
            self.set(state="playing" if is_playing else "waiting", picture=pictures.of_time(now.hour, now.minute))
            with self._changed:
                self._changed.wait_for(lambda: self._is_over or self._is_playing != is_playing, 60 - now.second)


if __name__ == "__main__":
    run(Clock())
