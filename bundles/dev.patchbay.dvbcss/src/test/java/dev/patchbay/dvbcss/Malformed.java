package dev.patchbay.dvbcss;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.function.ThrowingRunnable;

/** What tests expect of the refusal of a message. */
final class Malformed {

    private static final int LONGEST_SENTENCE = 400;

    private Malformed() {}

    static void assertMalformed(String partOfSentence, ThrowingRunnable decoding) {
        assertSentence(assertThrows(MalformedMessageException.class, decoding), partOfSentence);
    }

    static void assertSentence(MalformedMessageException e, String part) {
        String sentence = String.valueOf(e.getMessage());
        assertTrue(sentence, sentence.startsWith("Expected ") && sentence.contains(", got "));
        assertTrue(sentence, sentence.contains(part));
        assertTrue(sentence, sentence.length() <= LONGEST_SENTENCE);
        assertTrue(sentence, sentence.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }
}
