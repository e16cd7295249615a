package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.WcMessage;

/**
 * What answers say about the clock, and how many there are.
 *
 * @param precisionInSec how exactly the clock can be read
 * @param maxFrequencyErrorInPpm how much it may run too fast or too slow, in millionths
 * @param followUp whether each answer is followed by another
 */
record WallClockQuality(double precisionInSec, double maxFrequencyErrorInPpm, boolean followUp) {

    private static final int OCTET = 8;
    private static final int OCTETS = 7;

    /** The first answer's type. */
    int firstType() {
        return followUp ? WcMessage.RESPONSE_BEFORE_FOLLOW_UP : WcMessage.RESPONSE;
    }

    /** The first eight octets of an answer, in big-endian order. */
    long head(int type) {
        return at(WcMessage.TYPE_AT, type)
                | at(WcMessage.PRECISION_AT, WcMessage.precisionExponent(precisionInSec) & 0xFF)
                | WcMessage.frequencyErrorUnits(maxFrequencyErrorInPpm);
    }

    private static long at(int index, long octet) {
        return octet << OCTET * (OCTETS - index);
    }
}
