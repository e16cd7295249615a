package dev.patchbay.dvbcss;

/** Texts that a message can carry. */
final class Texts {

    private Texts() {}

    /** @throws IllegalArgumentException when half of a character is in it, which no receiver could read */
    static String whole(String text, Place place) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !Character.isSupplementaryCodePoint(text.codePointAt(i++))) {
                throw place.illegal("whole characters", text);
            }
        }
        return text;
    }
}
