package org.example.tv;

import java.util.List;

/**
 * Something to watch.
 *
 * @param contentId names it for companions: a URI, in ASCII
 * @param colour of its picture, as CSS has it
 */
public record Programme(String contentId, String title, String colour, long durationInSec) {

    /** What is on, one after the other and again from the first. */
    static final List<Programme> ALL = List.of(
            new Programme("dvb://233a.1004.1044;363a~20130218T0915Z--PT00H45M", "Harbour at Nine", "#1e3a5f", 45 * 60),
            new Programme(
                    "dvb://233a.1004.1044;363b~20130218T1000Z--PT00H30M", "The Long Way Round", "#4a2545", 30 * 60),
            new Programme(
                    "dvb://233a.1004.1044;363c~20130218T1030Z--PT00H10M", "Ten Minutes of Rain", "#1f4d3a", 10 * 60));
}
