package dev.patchbay.settings.internal;

import static org.junit.Assert.assertTrue;

/** Compares messages and shows them when they differ. */
final class Messages {

    private Messages() {}

    static void assertContains(String message, String part) {
        assertTrue("Expected '" + part + "' in: " + message, message.contains(part));
    }
}
