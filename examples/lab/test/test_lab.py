"""Tests of the lab's instruments: python3 -m unittest discover examples/lab/test"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

LAB = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path.insert(0, LAB)

from lab import supply
from lab.supply import PowerSupply
from lab.thermometer import MEAN_IN_C, SWING_IN_C, Thermometer

NO_NUMBERS = (True, "5", None, [1], float("nan"))


class FakeClock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class ThermometerTest(unittest.TestCase):
    def setUp(self):
        self.clock = FakeClock()
        self.thermometer = Thermometer(self.clock, lambda mean, deviation: 0)

    def celsius(self):
        return self.thermometer.read()["celsius"]

    def test_stays_near_its_mean_and_moves(self):
        readings = []
        for second in range(90):
            self.clock.now = second
            readings.append(self.celsius())
        self.assertAlmostEqual(MEAN_IN_C + SWING_IN_C, max(readings), delta=0.01)
        self.assertAlmostEqual(MEAN_IN_C - SWING_IN_C, min(readings), delta=0.01)

    def test_says_when_it_measured(self):
        self.assertEqual(1000.0, self.thermometer.read()["time"])

    def test_is_shifted_by_its_last_offset_only(self):
        before = self.celsius()
        self.thermometer.calibrate(5)
        self.thermometer.calibrate(-1.5)
        self.assertAlmostEqual(before - 1.5, self.celsius())

    def test_refuses_offsets_that_are_none_and_keeps_the_old_one(self):
        before = self.celsius()
        for offset in (10.1, -11) + NO_NUMBERS:
            self.assertRaises(ValueError, self.thermometer.calibrate, offset)
        self.assertEqual(before, self.celsius())

    def test_its_noise_is_small(self):
        noisy = Thermometer(self.clock)
        self.assertTrue(all(abs(noisy.read()["celsius"] - self.celsius()) < 0.6 for _ in range(200)))


class PowerSupplyTest(unittest.TestCase):
    def setUp(self):
        self.clock = FakeClock()
        self.supply = PowerSupply(self.clock)

    def after(self, seconds):
        self.clock.now += seconds
        return self.supply.read()

    def test_is_off_until_it_is_switched_on(self):
        self.supply.set_voltage(10)
        self.assertEqual((0, 0, False), tuple(self.after(9)[key] for key in ("volts", "amps", "is_on")))
        self.supply.on()
        self.assertEqual(0, self.supply.read()["volts"])
        self.assertEqual(10, self.after(9)["volts"])

    def test_follows_at_its_pace_in_both_directions(self):
        self.supply.set_voltage(10)
        self.supply.on()
        self.assertEqual(6, self.after(0.5)["volts"])
        self.assertEqual(10, self.after(0.5)["volts"])
        self.supply.set_voltage(1)
        self.assertEqual(4, self.after(0.5)["volts"])
        self.assertEqual(1, self.after(0.5)["volts"])

    def test_is_held_back_by_the_limit_and_says_so(self):
        self.supply.on()
        self.supply.set_limit(0.5)
        reading = self.after(9)
        self.assertEqual((4, 0.5, 2, True), tuple(reading[key] for key in ("volts", "amps", "watts", "is_limited")))
        self.supply.set_limit(3)
        self.assertFalse(self.after(9)["is_limited"])
        self.assertEqual(5, self.supply.read()["volts"])

    def test_off_is_at_once_and_the_exit_hook_does_it_too(self):
        for leave in (self.supply.off, lambda: self.supply.__exit__(None, None, None)):
            self.supply.on()
            self.assertEqual(5, self.after(9)["volts"])
            leave()
            self.assertEqual((0, False), tuple(self.after(9)[key] for key in ("volts", "is_on")))

    def test_refuses_what_it_cannot_and_keeps_what_it_had(self):
        for value in (-0.1, 30.1) + NO_NUMBERS:
            self.assertRaises(ValueError, self.supply.set_voltage, value)
        for value in (-0.1, 3.1) + NO_NUMBERS:
            self.assertRaises(ValueError, self.supply.set_limit, value)
        self.assertEqual((5, 1.5), tuple(self.supply.read()[key] for key in ("target", "limit")))

    def test_its_help_names_every_function_and_every_reading(self):
        text = supply._help()
        for name in [each for each in dir(self.supply) if not each.startswith("_")]:
            self.assertIn(name + "(", text)
        for key in self.supply.read():
            self.assertIn(key, text)

    def test_readings_can_be_json(self):
        json.dumps(self.supply.read(), allow_nan=False)


@unittest.skipUnless(shutil.which("javac") and shutil.which("java"), "needs javac and java on the PATH")
class ScopeTest(unittest.TestCase):
    def test_passes_its_own_test(self):
        source = os.path.join(LAB, "java", "org", "example", "lab", "Scope.java")
        with tempfile.TemporaryDirectory() as classes:
            subprocess.run(["javac", "-d", classes, source], check=True)
            test = os.path.join(LAB, "test", "ScopeTest.java")
            run = subprocess.run(["java", "-cp", classes, test], stderr=subprocess.PIPE, universal_newlines=True)
        self.assertEqual(0, run.returncode, run.stderr)


class ModulesFileTest(unittest.TestCase):
    def test_names_what_is_there(self):
        with open(os.path.join(LAB, "modules.json"), encoding="utf-8") as file:
            modules = json.load(file)
        self.assertEqual(["thermometer", "supply", "scope"], [name for name in modules if not name.startswith("_")])
        for path, entry, dispatch in (modules["thermometer"], modules["supply"]):
            self.assertTrue(callable(getattr(sys.modules[path], entry)))
            self.assertIsNone(dispatch)
        source = os.path.join(LAB, "java", *modules["scope"][1].split(".")) + ".java"
        self.assertTrue(os.path.isfile(source), source)


if __name__ == "__main__":
    unittest.main()
