package dev.patchbay.process.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Marks what this life of the node starts. A mark is {@code home:life:number}, the value of an environment variable that
 * every descendant inherits. A node that itself runs under another adds its marks to those it inherited, so that the outer
 * one still finds everything.
 */
final class Marks {

    /** The environment variable: marks, separated by commas, the outermost first. */
    static final String VARIABLE = "PATCHBAY_PROCESS";

    private static final int HOME_BYTES = 6;
    private static final int LIFE_CHARACTERS = 12;

    private final String homePrefix;
    private final String lifePrefix;
    private final List<String> inherited;
    private final AtomicLong count = new AtomicLong();

    /**
     * @param home the node's home, which exists
     * @param inherited the variable's value in the node's own environment; empty for none
     */
    Marks(Path home, String inherited) {
        homePrefix = digest(realPath(home)) + ":";
        lifePrefix = homePrefix + UUID.randomUUID().toString().replace("-", "").substring(0, LIFE_CHARACTERS) + ":";
        this.inherited = split(inherited).filter(mark -> !isOfHome(mark)).toList();
    }

    /** A mark that no other process has. */
    String next() {
        return lifePrefix + count.incrementAndGet();
    }

    /** The variable's value for a process with that mark. */
    String value(String mark) {
        return String.join(
                ",", Stream.concat(inherited.stream(), Stream.of(mark)).toList());
    }

    /** What every mark of this life, and no other, begins with. */
    String ofThisLife() {
        return lifePrefix;
    }

    /** Whether a process with that value was started by an earlier life of this node. */
    boolean isEarlierLife(String value) {
        return split(value).anyMatch(mark -> isOfHome(mark) && !mark.startsWith(lifePrefix));
    }

    /** Whether a process with that value descends from the one with that mark. */
    static boolean has(String value, String mark) {
        return split(value).anyMatch(mark::equals);
    }

    private boolean isOfHome(String mark) {
        return mark.startsWith(homePrefix);
    }

    private static Stream<String> split(String value) {
        return Arrays.stream(value.split(",")).filter(mark -> !mark.isEmpty());
    }

    private static String realPath(Path home) {
        try {
            return home.toRealPath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the node's home " + home + " to exist", e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, HOME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to have SHA-256", e);
        }
    }
}
