package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.CiiMessage;

/** The state of a moment as it looks to all clients that connected to one address; one object for all of them. */
final class CiiView {

    private final CiiMessage state;

    CiiView(CiiMessage state) {
        this.state = state;
    }

    CiiMessage state() {
        return state;
    }
}
