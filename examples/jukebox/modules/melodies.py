"""Tunes that belong to everybody, and how they sound: notes, and from them the frames of a WAV file."""

import array
import io
import math
import sys
import wave

RATE = 16000  # frames per second
TAIL_IN_S = 0.5
LOUDNESS = 9000  # of 32767

_STEPS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_ACCIDENTALS = {"#": 1, "-": -1}


class Melody:
    """A tune: its notes as text, each a name, an octave, and a length in beats; r is a rest."""

    def __init__(self, title, beats_per_minute, text):
        self.title = title
        self.notes = list(_notes(text, 60.0 / beats_per_minute))

    @property
    def duration(self):
        """In seconds, until the last note has faded away."""
        return round(sum(length for _, length in self.notes) + TAIL_IN_S, 2)


def _notes(text, beat):
    """Pairs of pitch in half-tones (60 is the C in the middle; None a rest) and length in seconds."""
    for word in text.split():
        name, _, beats = word.partition(":")
        yield _pitch(name), beat * float(beats or 1)


def _pitch(name):
    if name == "r":
        return None
    accidental = sum(_ACCIDENTALS[sign] for sign in name[1:-1])
    return 12 * (int(name[-1]) + 1) + _STEPS[name[0]] + accidental


MELODIES = {
    "ode": Melody(
        "Ode to Joy",
        132,
        "e4 e4 f4 g4 g4 f4 e4 d4 c4 c4 d4 e4 e4:1.5 d4:0.5 d4:2 "
        "e4 e4 f4 g4 g4 f4 e4 d4 c4 c4 d4 e4 d4:1.5 c4:0.5 c4:2",
    ),
    "jacques": Melody(
        "Frère Jacques",
        126,
        "f4 g4 a4 f4 f4 g4 a4 f4 a4 b-4 c5:2 a4 b-4 c5:2 "
        "c5:0.5 d5:0.5 c5:0.5 b-4:0.5 a4 f4 c5:0.5 d5:0.5 c5:0.5 b-4:0.5 a4 f4 f4 c4 f4:2 f4 c4 f4:2",
    ),
    "elise": Melody(
        "Für Elise",
        168,
        "e5:0.5 d#5:0.5 e5:0.5 d#5:0.5 e5:0.5 b4:0.5 d5:0.5 c5:0.5 a4 r:0.5 c4:0.5 e4:0.5 a4:0.5 b4 r:0.5 "
        "e4:0.5 g#4:0.5 b4:0.5 c5 r:0.5 e4:0.5 e5:0.5 d#5:0.5 e5:0.5 d#5:0.5 e5:0.5 b4:0.5 d5:0.5 c5:0.5 a4 "
        "r:0.5 c4:0.5 e4:0.5 a4:0.5 b4 r:0.5 e4:0.5 c5:0.5 b4:0.5 a4:2",
    ),
    "star": Melody(
        "Twinkle, Twinkle, Little Star",
        116,
        "c4 c4 g4 g4 a4 a4 g4:2 f4 f4 e4 e4 d4 d4 c4:2 g4 g4 f4 f4 e4 e4 d4:2 g4 g4 f4 f4 e4 e4 d4:2 "
        "c4 c4 g4 g4 a4 a4 g4:2 f4 f4 e4 e4 d4 d4 c4:2",
    ),
}


def frames(melody):
    """The sound of a melody: one number for each frame. Takes some tenths of a second."""
    sound = array.array("h")
    tones = {}
    for note in melody.notes:
        if note not in tones:
            tones[note] = _tone(*note)
        sound.extend(tones[note])
    sound.extend(_tone(None, TAIL_IN_S))
    return sound


def _tone(pitch, length):
    """A plucked string, more or less: three partials that fade."""
    count = round(length * RATE)
    if pitch is None:
        return array.array("h", bytes(2 * count))
    step = 2 * math.pi * 440 * 2 ** ((pitch - 69) / 12) / RATE
    return array.array("h", (_sample(i, count, step) for i in range(count)))


def _sample(i, count, step):
    # no jump at either end, which would be heard as a click
    envelope = min(1.0, i / 80) * min(1.0, (count - i) / 400) * math.exp(-3.5 * i / RATE)
    angle = step * i
    return int(LOUDNESS * envelope * (math.sin(angle) + 0.4 * math.sin(2 * angle) + 0.15 * math.sin(3 * angle)))


def wav(sound, position=0.0):
    """A WAV file of the sound from a position in seconds on."""
    rest = sound[round(position * RATE) :]
    if sys.byteorder == "big":
        rest.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(rest.tobytes())
    return file.getvalue()
