"""Shows a text for some seconds."""

import pictures
from patchbay_module import ModuleError, run
from timed import TimedModule

LONGEST_TITLE = 40


class Text(TimedModule):
    def init(self, text, duration=10):
        if not isinstance(text, str) or not text.strip():
            raise ModuleError("Expected a text, got {!r}".format(text))
        if isinstance(duration, bool) or not isinstance(duration, (int, float)) or not 0 < duration <= 3600:
            raise ModuleError("Expected a duration above 0 and up to 3600 seconds, got {!r}".format(duration))
        self.start(duration, title=title_of(text), text=text, picture=pictures.of_text(text))


def title_of(text):
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


if __name__ == "__main__":
    run(Text())
