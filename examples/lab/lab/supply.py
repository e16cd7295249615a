"""A simulated power supply with a load of 8 ohms: the output follows slowly, and a limit holds the current back."""

import logging
import time

log = logging.getLogger("supply")

MAX_VOLTS = 30.0
MAX_AMPS = 3.0
LOAD_IN_OHMS = 8.0
SLEW_IN_VOLTS_PER_S = 12.0


def _help():
    return "\n".join(
        [
            "A power supply, 0 to 30 V and 0 to 3 A, with a load of 8 ohms; arguments can only be positional:",
            "on()                 switches the output on",
            "off()                switches the output off",
            "set_voltage(volts)   what the output goes to, 12 V a second",
            "set_limit(amps)      the highest current",
            "read()               volts, amps, watts, target, limit, is_on, is_limited",
        ]
    )


class PowerSupply:
    """Is off when it is made and when it leaves: new code never finds the output switched on."""

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._target = 5.0
        self._limit = 1.5
        self._is_on = False
        self._volts = 0.0
        self._seen = clock()

    def __exit__(self, *_):
        self.off()

    def on(self):
        self._follow()
        self._is_on = True
        log.info("The output is on")
        return self.read()

    def off(self):
        self._volts = 0.0
        self._is_on = False
        log.info("The output is off")
        return self.read()

    def set_voltage(self, volts):
        self._follow()
        self._target = _within("a voltage", volts, MAX_VOLTS, "V")
        log.info("The output goes to %s V", volts)
        return self.read()

    def set_limit(self, amps):
        self._follow()
        self._limit = _within("a current", amps, MAX_AMPS, "A")
        log.info("The current is limited to %s A", amps)
        return self.read()

    def read(self):
        self._follow()
        amps = self._volts / LOAD_IN_OHMS
        return {
            "volts": round(self._volts, 3),
            "amps": round(amps, 4),
            "watts": round(self._volts * amps, 3),
            "target": self._target,
            "limit": self._limit,
            "is_on": self._is_on,
            "is_limited": self._is_on and self._target > self._limit * LOAD_IN_OHMS,
        }

    def _follow(self):
        now = self._clock()
        step = SLEW_IN_VOLTS_PER_S * (now - self._seen)
        self._seen = now
        if self._is_on:
            wanted = min(self._target, self._limit * LOAD_IN_OHMS)
            self._volts += max(-step, min(step, wanted - self._volts))


def _within(what, value, highest, unit):
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= highest:
        raise ValueError("Expected %s from 0 to %g %s, got %r" % (what, highest, unit, value))
    return float(value)
