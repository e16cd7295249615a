package dev.patchbay.dvbcss.client.internal;

import dev.patchbay.dvbcss.WcMessage;
import dev.patchbay.dvbcss.client.Candidate;

/**
 * A reply to our request, with our two times. Source: dvb-css, WC-22.
 *
 * <p>The time of a follow-up is when the follow-up itself arrived, not the response before it: some servers write into it when
 * that response left, others when the follow-up left, and only this way the measurement is right with both.
 */
public record TimedReply(WcMessage message, long originateInNs, long arrivalInNs) {

    /** Higher is better. */
    int rank() {
        return switch (message.type()) {
            case WcMessage.FOLLOW_UP -> 4;
            case WcMessage.RESPONSE -> 3;
            case WcMessage.RESPONSE_BEFORE_FOLLOW_UP -> 2;
            default -> 0;
        };
    }

    /** Whether nothing better can come. */
    boolean isFinal() {
        return rank() >= 3;
    }

    /** What it measures. @param ownErrorInPpm how far off this machine's rate may be */
    public Candidate candidate(double ownErrorInPpm) {
        return new Candidate(
                originateInNs,
                message.receiveInNs(),
                message.transmitInNs(),
                arrivalInNs,
                message.precisionInSec(),
                message.maxFrequencyErrorInPpm(),
                ownErrorInPpm,
                message.type() == WcMessage.FOLLOW_UP);
    }
}
