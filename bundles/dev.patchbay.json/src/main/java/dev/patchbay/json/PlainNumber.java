package dev.patchbay.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The plain Java number for a JSON number literal. */
final class PlainNumber {

    private static final int MAX_SCALE = 10_000;

    /** To read a number takes time that grows with the square of its length: a million digits take half a minute. */
    private static final int MAX_LENGTH = 1_000;

    private PlainNumber() {}

    /** @throws NumberFormatException when the literal is too long or its exponent too large to compute with */
    static Number of(String literal) {
        if (literal.length() > MAX_LENGTH) {
            throw new NumberFormatException("Expected at most " + MAX_LENGTH + " digits, got " + literal.length());
        }
        if (isWhole(literal)) {
            return literal.length() < 19 ? (Number) Long.parseLong(literal) : wide(new BigInteger(literal));
        }
        double value = Double.parseDouble(literal);
        BigDecimal exact = new BigDecimal(literal);
        if (Math.abs((long) exact.scale()) > MAX_SCALE) {
            throw new NumberFormatException(literal);
        }
        boolean holds = Double.isFinite(value) && new BigDecimal(Double.toString(value)).compareTo(exact) == 0;
        return holds ? (Number) value : exact;
    }

    private static Number wide(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static boolean isWhole(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                return false;
            }
        }
        return true;
    }
}
