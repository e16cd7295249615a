package dev.patchbay.dvbcss;

import java.util.Locale;

/** Whether a content id is the last word on what is on (ETSI TS 103 286-2 §5.6.2). */
public enum ContentIdStatus {

    /** It may yet be replaced by a more exact one. */
    PARTIAL,
    /** It will not. */
    FINAL;

    /** As it is in messages: {@code partial} or {@code final}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
