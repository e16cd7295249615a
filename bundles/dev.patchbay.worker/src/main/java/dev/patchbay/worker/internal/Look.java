package dev.patchbay.worker.internal;

/** What somebody saw who looked whether something has changed. */
enum Look {
    /** It is as it was. */
    SAME,
    /** It may have changed: look again when it has settled. */
    SETTLING,
    /** It has changed since this was said last. */
    CHANGED,
    /** It cannot be read now. */
    UNREADABLE
}
