"""Tests of the jukebox's modules, without sound: python3 -m unittest discover examples/jukebox/test"""

import io
import os
import re
import sys
import tempfile
import threading
import unittest
import wave
from urllib.parse import unquote
from xml.etree import ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", "..", ".."))
sys.path[:0] = [os.path.join(HERE, "..", "modules"), os.path.join(ROOT, "clients", "python")]

import audio
import clock
import melodies
import pictures
import text
from speaker import Speaker
from timeline import Timeline

LIMIT_IN_S = 20


class FakeClock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class FakeOwner:
    """What a module says, and when it has left."""

    def __init__(self):
        self.parameters = {}
        self._changed = threading.Condition()
        self.has_left = threading.Event()

    def set_parameters(self, parameters):
        with self._changed:
            self.parameters.update(parameters)
            self._changed.notify_all()
        return True

    def rm(self):
        self.has_left.set()
        return True

    def await_(self, **expected):
        def is_so():
            return all(self.parameters.get(name) == value for name, value in expected.items())

        with self._changed:
            if not self._changed.wait_for(is_so, LIMIT_IN_S):
                raise AssertionError("Expected {}, got {}".format(expected, self.parameters))


class RecordingSpeaker:
    def __init__(self):
        self.heard = []

    def play(self, wav):
        with wave.open(io.BytesIO(wav)) as reader:
            self.heard.append(round(reader.getnframes() / reader.getframerate(), 1))

    def stop(self):
        if self.heard and self.heard[-1] != "silence":
            self.heard.append("silence")


def owned(module):
    module._connection = FakeOwner()
    return module, module._connection


class TimelineTest(unittest.TestCase):
    def setUp(self):
        self.clock = FakeClock()
        self.timeline = Timeline(10, self.clock)

    def test_stands_still_until_it_runs(self):
        self.clock.now += 5
        self.assertEqual(0, self.timeline.position)
        self.timeline.run()
        self.clock.now += 3
        self.assertEqual(3, self.timeline.position)

    def test_stops_where_it_is_and_goes_on_from_there(self):
        self.timeline.run()
        self.clock.now += 3
        self.timeline.stop()
        self.clock.now += 100
        self.assertEqual(3, self.timeline.position)
        self.timeline.run()
        self.clock.now += 1
        self.assertEqual(4, self.timeline.position)

    def test_running_twice_does_not_run_twice_as_fast(self):
        self.timeline.run()
        self.clock.now += 2
        self.timeline.run()
        self.assertEqual(2, self.timeline.position)
        self.assertEqual(1, self.timeline.revision)

    def test_ends_at_its_duration(self):
        self.timeline.run()
        self.clock.now += 9.9
        self.assertFalse(self.timeline.is_at_end)
        self.clock.now += 99
        self.assertTrue(self.timeline.is_at_end)
        self.assertEqual(10, self.timeline.position)

    def test_can_be_moved_within_its_bounds_running_or_not(self):
        self.timeline.seek(4)
        self.assertEqual((4, False), (self.timeline.position, self.timeline.is_running))
        self.timeline.run()
        self.timeline.seek(-3)
        self.clock.now += 1
        self.assertEqual((1, True), (self.timeline.position, self.timeline.is_running))
        self.timeline.seek(11)
        self.assertTrue(self.timeline.is_at_end)


class MelodiesTest(unittest.TestCase):
    def test_last_as_long_as_they_say_and_are_never_too_loud(self):
        for name, melody in melodies.MELODIES.items():
            sound = melodies.frames(melody)
            self.assertAlmostEqual(melody.duration, len(sound) / melodies.RATE, delta=0.05, msg=name)
            self.assertLess(max(sound), 32767)
            self.assertGreater(max(sound), 5000)

    def test_are_files_that_begin_where_they_should(self):
        sound = melodies.frames(melodies.MELODIES["ode"])
        for position in (0, 5.5):
            with wave.open(io.BytesIO(melodies.wav(sound, position))) as reader:
                rest = melodies.MELODIES["ode"].duration - position
                self.assertAlmostEqual(rest, reader.getnframes() / reader.getframerate(), delta=0.05)
        with wave.open(io.BytesIO(melodies.wav(sound, 999))) as reader:
            self.assertEqual(0, reader.getnframes())

    def test_read_notes_with_accidentals_and_rests(self):
        notes = melodies.Melody("x", 60, "c4 d#5:0.5 b-4:2 r").notes
        self.assertEqual([(60, 1), (75, 0.5), (70, 2), (None, 1)], notes)

    def test_are_those_of_the_page(self):
        with open(os.path.join(HERE, "..", "page", "index.html"), encoding="utf-8") as file:
            options = re.findall(r'<option value="(\w+)">([^<]+)', file.read())
        self.assertEqual({name: melody.title for name, melody in melodies.MELODIES.items()}, dict(options))


class PicturesTest(unittest.TestCase):
    def test_are_well_formed(self):
        for name, melody in melodies.MELODIES.items():
            self.assertTrue(texts(pictures.of_melody(name, melody)) == [])
        self.assertTrue(texts(pictures.of_time(23, 59)) == [])

    def test_show_any_text_as_it_is(self):
        self.assertEqual(["<b>", "&amp;", "\"'", "Donaudamp…"], texts(pictures.of_text("<b> &amp; \"' Donaudampfschiff x")))
        self.assertEqual([], texts(pictures.of_text("")))


def texts(uri):
    head, _, body = uri.partition(",")
    assert head == "data:image/svg+xml" and '"' not in body and "#" not in body, uri
    return [element.text for element in ElementTree.fromstring(unquote(body)).iter() if element.tag.endswith("}text")]


class SpeakerTest(unittest.TestCase):
    # takes the file to where the test finds it, and plays for ever
    PROGRAM = "import shutil, sys, time; shutil.copy(sys.argv[2], sys.argv[1] + '.new'); " + (
        "import os; os.rename(sys.argv[1] + '.new', sys.argv[1]); time.sleep(3600)"
    )

    def test_plays_a_file_until_it_is_stopped_and_leaves_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = os.path.join(folder, "copy")
            speaker = Speaker([sys.executable, "-c", self.PROGRAM, copy])
            speaker.play(b"sound")
            self.addCleanup(speaker.stop)
            process, path = speaker._process, speaker._path
            wait_for(lambda: os.path.exists(copy))
            with open(copy, "rb") as file:
                self.assertEqual(b"sound", file.read())
            self.assertIsNone(process.poll())
            speaker.stop()
            self.assertIsNotNone(process.poll())
            self.assertFalse(os.path.exists(path))
            speaker.stop()

    def test_plays_one_at_a_time(self):
        speaker = Speaker([sys.executable, "-c", "import time; time.sleep(3600)"])
        self.addCleanup(speaker.stop)
        speaker.play(b"one")
        first = speaker._process
        speaker.play(b"two")
        self.assertIsNotNone(first.poll())
        self.assertIsNone(speaker._process.poll())

    def test_without_a_program_it_is_silent(self):
        speaker = Speaker([])
        speaker.play(b"sound")
        speaker.stop()


def wait_for(is_so):
    limit = threading.Event()
    for _ in range(LIMIT_IN_S * 100):
        if is_so():
            return
        limit.wait(0.01)
    raise AssertionError("It did not happen within {} s".format(LIMIT_IN_S))


class TextTest(unittest.TestCase):
    def setUp(self):
        self.module, self.owner = owned(text.Text())
        self.addCleanup(self.module.closed)

    def test_shows_what_it_is(self):
        self.module.init("Hello\n  world", 5)
        self.owner.await_(title="Hello world", text="Hello\n  world", duration=5, time=0, state="waiting")
        self.assertIn("Hello", self.owner.parameters["picture"])

    def test_leaves_when_its_time_is_over_and_not_before(self):
        self.module.init("Hello", 0.2)
        self.assertFalse(self.owner.has_left.wait(0.4))
        self.module.play()
        self.assertTrue(self.owner.has_left.wait(LIMIT_IN_S))

    def test_is_paused_by_hand_until_resumed_by_hand(self):
        self.module.init("Hello", 100)
        self.module.play()
        self.owner.await_(state="playing")
        self.module.do_pause()
        self.owner.await_(state="paused")
        self.module.suspend()
        self.module.play()
        self.owner.await_(state="paused")
        self.module.do_resume()
        self.owner.await_(state="playing")

    def test_waits_when_it_is_not_its_turn(self):
        self.module.init("Hello", 100)
        self.module.play()
        self.owner.await_(state="playing")
        self.module.suspend()
        self.owner.await_(state="waiting")

    def test_can_be_moved_and_leaves_at_the_end(self):
        self.module.init("Hello", 100)
        self.module.do_seek(42)
        self.owner.await_(time=42)
        self.module.do_seek(100)
        self.assertTrue(self.owner.has_left.wait(LIMIT_IN_S))

    def test_refuses_what_makes_no_sense(self):
        for args in ((" ",), (5,), ("x", 0), ("x", -1), ("x", "5"), ("x", True), ("x", 9999)):
            self.assertRaises(text.ModuleError, self.module.init, *args)
        self.module.init("Hello")
        self.assertRaises(text.ModuleError, self.module.do_seek, "5")

    def test_shortens_a_long_title(self):
        self.assertEqual("a" * 40, text.title_of("a" * 40))
        self.assertEqual("a" * 39 + "…", text.title_of("a" * 41))

    def test_ends_when_its_owner_closes(self):
        self.module.init("Hello", 100)
        self.module.closed()
        self.assertFalse(self.module._worker.is_alive())


class AudioTest(unittest.TestCase):
    def setUp(self):
        self.speaker = RecordingSpeaker()
        original, audio.Speaker = audio.Speaker, lambda: self.speaker
        self.addCleanup(setattr, audio, "Speaker", original)
        self.module, self.owner = owned(audio.Audio())
        self.addCleanup(self.module.closed)

    def test_sounds_from_where_it_is_while_it_plays(self):
        self.module.init("star")
        self.module.do_seek(10.3)
        self.owner.await_(title="Twinkle, Twinkle, Little Star", duration=25.33, time=10.3)
        self.assertEqual([], self.speaker.heard)
        self.module.play()
        self.owner.await_(state="playing")
        self.module.do_pause()
        self.owner.await_(state="paused")
        length, end = self.speaker.heard
        self.assertAlmostEqual(15.0, length, delta=2)  # the rest, less what passed until it sounds
        self.assertEqual("silence", end)

    def test_is_silent_when_it_left(self):
        self.module.init("ode")
        self.module.play()
        self.owner.await_(state="playing")
        self.module.do_seek(15)
        self.assertTrue(self.owner.has_left.wait(LIMIT_IN_S))
        self.assertEqual("silence", self.speaker.heard[-1])

    def test_is_silent_when_its_owner_closes(self):
        self.module.init("ode")
        self.module.play()
        self.owner.await_(state="playing")
        self.module.closed()
        self.assertEqual("silence", self.speaker.heard[-1])

    def test_names_the_melodies_there_are(self):
        with self.assertRaises(audio.ModuleError) as refusal:
            self.module.init("unknown")
        self.assertEqual("Expected one of ode, jacques, elise, star, got 'unknown'", str(refusal.exception))


class ClockTest(unittest.TestCase):
    def test_shows_a_picture_and_whether_it_is_its_turn(self):
        module, owner = owned(clock.Clock())
        self.addCleanup(module.closed)
        module.init()
        owner.await_(title="Nothing is playing", state="waiting")
        module.play()
        owner.await_(state="playing")
        self.assertEqual([], texts(owner.parameters["picture"]))
        module.suspend()
        owner.await_(state="waiting")
        module.closed()
        module._worker.join(LIMIT_IN_S)
        self.assertFalse(module._worker.is_alive())


if __name__ == "__main__":
    unittest.main()
