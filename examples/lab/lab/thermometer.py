"""A simulated thermometer: a room that is heated in cycles, and a sensor that is not quite still."""

import logging
import math
import random
import time

log = logging.getLogger("thermometer")

MEAN_IN_C = 21.5
SWING_IN_C = 1.8
CYCLE_IN_S = 90
NOISE_IN_C = 0.06


class Thermometer:
    def __init__(self, clock=time.time, noise=random.gauss):
        self._clock = clock
        self._noise = noise
        self._offset = 0.0
        log.info("The thermometer is ready")

    def read(self):
        """The temperature in degrees Celsius, and when it was measured, in seconds since 1970."""
        now = self._clock()
        swing = SWING_IN_C * math.sin(2 * math.pi * now / CYCLE_IN_S)
        return {"celsius": round(MEAN_IN_C + swing + self._offset + self._noise(0, NOISE_IN_C), 3), "time": now}

    def calibrate(self, offset):
        """Adds an offset to each reading from now on, in degrees; 10 at most."""
        if isinstance(offset, bool) or not isinstance(offset, (int, float)) or not abs(offset) <= 10:
            raise ValueError("Expected an offset between -10 and 10 degrees, got %r" % (offset,))
        self._offset = float(offset)
        log.info("Readings are shifted by %s degrees", offset)
        return self._offset
