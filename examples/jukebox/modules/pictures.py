"""Pictures as data URIs, drawn here: nothing to fetch, nothing to store."""

import math
from urllib.parse import quote
from xml.sax.saxutils import escape

SIZE = 400
_HUES = {"ode": 32, "jacques": 145, "elise": 285, "star": 215}


def of_melody(name, melody):
    """The notes as bars, as in a piano roll, under a disc."""
    hue = _HUES.get(name, 0)
    return _uri(
        _background(hue)
        + '<circle cx="200" cy="170" r="118" fill="hsl({0} 30% 14%)"/>'.format(hue)
        + "".join(_groove(radius, hue) for radius in range(58, 116, 9))
        + '<circle cx="200" cy="170" r="40" fill="hsl({0} 75% 62%)"/><circle cx="200" cy="170" r="6"/>'.format(hue)
        + _roll(melody.notes)
    )


def of_text(text, hue=190):
    """The first words on a card."""
    words = text.split()[:4]
    lines = "".join(
        '<text x="200" y="{}" font-size="44">{}</text>'.format(y, escape(_short(word)))
        for word, y in zip(words, range(226 - 26 * len(words), 400, 54))
    )
    return _uri(
        _background(hue)
        + '<rect x="50" y="70" width="300" height="260" rx="22" fill="#fff" fill-opacity=".92"/>'
        + '<g fill="hsl({} 60% 20%)" font-family="sans-serif" font-weight="700" text-anchor="middle">{}</g>'.format(
            hue, lines
        )
    )


def of_time(hour, minute, hue=225):
    """The face of a clock."""
    return _uri(
        _background(hue)
        + '<circle cx="200" cy="200" r="150" fill="#fff" fill-opacity=".94"/>'
        + "".join(_hand(step / 12, 122, 138, 5, "#889") for step in range(12))
        + _hand((hour % 12 + minute / 60) / 12, 0, 76, 13, "#223")
        + _hand(minute / 60, 0, 116, 8, "#223")
        + '<circle cx="200" cy="200" r="11" fill="hsl({} 80% 55%)"/>'.format(hue)
    )


def _background(hue):
    return (
        '<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl({0} 65% 58%)"/>'
        '<stop offset="1" stop-color="hsl({1} 70% 34%)"/></linearGradient></defs>'
        '<rect width="400" height="400" fill="url(#g)"/>'
    ).format(hue, (hue + 40) % 360)


def _groove(radius, hue):
    return '<circle cx="200" cy="170" r="{}" fill="none" stroke="hsl({} 30% 26%)"/>'.format(radius, hue)


def _roll(notes):
    pitches = [pitch for pitch, _ in notes if pitch is not None]
    low, high = min(pitches), max(pitches)
    scale = 340 / sum(length for _, length in notes)
    bars, x = [], 30.0
    for pitch, length in notes:
        if pitch is not None:
            y = 375 - 60 * (pitch - low) / (high - low)
            bars.append(
                '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="8" rx="3"/>'.format(x, y, length * scale - 1.5)
            )
        x += length * scale
    return '<g fill="#fff" fill-opacity=".9">{}</g>'.format("".join(bars))


def _hand(turn, start, end, width, colour):
    x, y = math.sin(2 * math.pi * turn), -math.cos(2 * math.pi * turn)
    return (
        '<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="{}" stroke-linecap="round"/>'
    ).format(200 + start * x, 200 + start * y, 200 + end * x, 200 + end * y, colour, width)


def _short(word):
    return word if len(word) <= 10 else word[:9] + "…"


def _uri(content):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}">{1}</svg>'.format(SIZE, content)
    return "data:image/svg+xml," + quote(svg, safe=" ='/:;,()!*")
