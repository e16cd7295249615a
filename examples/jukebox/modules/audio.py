"""Plays a melody."""

import melodies
import pictures
from patchbay_module import ModuleError, run
from speaker import Speaker
from timed import TimedModule


class Audio(TimedModule):
    def init(self, melody="ode"):
        if melody not in melodies.MELODIES:
            raise ModuleError("Expected one of {}, got {!r}".format(", ".join(melodies.MELODIES), melody))
        self._melody = melodies.MELODIES[melody]
        self._speaker = Speaker()
        self._sound = None
        self.start(
            self._melody.duration,
            title=self._melody.title,
            melody=melody,
            picture=pictures.of_melody(melody, self._melody),
        )

    def prepare(self):
        self._sound = melodies.frames(self._melody)

    def follow(self, is_running, position):
        if is_running:
            self._speaker.play(melodies.wav(self._sound, position))
        else:
            self._speaker.stop()


if __name__ == "__main__":
    run(Audio())
