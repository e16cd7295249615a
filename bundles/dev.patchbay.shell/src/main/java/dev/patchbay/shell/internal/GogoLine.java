package dev.patchbay.shell.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.regex.Pattern;

/**
 * Lets people type JSON as it is: for Gogo, braces are a closure, brackets a list, and double quotes disappear. In a
 * line that calls something, each word that is JSON in one of these is put into single quotes, which Gogo takes off.
 */
final class GogoLine {

    private static final Pattern CALLING = Pattern.compile("\\s*(patchbay:)?(call|run)\\s.*", Pattern.DOTALL);

    private final String line;
    private final StringBuilder quoted = new StringBuilder();
    private int position;

    private GogoLine(String line) {
        this.line = line;
    }

    /** The line to hand to Gogo. */
    static String quoted(String line) {
        return CALLING.matcher(line).matches() ? new GogoLine(line).quoteWords() : line;
    }

    private String quoteWords() {
        while (position < line.length()) {
            int end = jsonEnd();
            if (end > position) {
                quote(line.substring(position, end));
                position = end;
            } else {
                copy();
            }
        }
        return quoted.toString();
    }

    /** Copies one character, or a whole text in single quotes. */
    private void copy() {
        int end = line.charAt(position) == '\'' ? line.indexOf('\'', position + 1) + 1 : 0;
        int next = Math.max(end, position + 1);
        quoted.append(line, position, next);
        position = next;
    }

    private void quote(String json) {
        // inside JSON a single quote can only be part of a string
        quoted.append('\'').append(json.replace("'", "\\u0027")).append('\'');
    }

    /** Where the JSON that begins a word here ends; 0 when there is none. */
    private int jsonEnd() {
        boolean wordStart = position > 0 && " \t=".indexOf(line.charAt(position - 1)) >= 0;
        if (!wordStart || "{[\"".indexOf(line.charAt(position)) < 0) {
            return 0;
        }
        int end = closing();
        return end > 0 && isJson(line.substring(position, end)) ? end : 0;
    }

    /** Behind the bracket or quote that closes the one here; 0 when nothing does. */
    private int closing() {
        int depth = 0;
        boolean text = false;
        for (int i = position; i < line.length(); i++) {
            char next = line.charAt(i);
            if (text && next == '\\') {
                i++;
            } else if (next == '"') {
                text = !text;
            } else if (!text) {
                depth += "{[".indexOf(next) >= 0 ? 1 : "}]".indexOf(next) >= 0 ? -1 : 0;
            }
            if (!text && depth == 0) {
                return i + 1;
            }
        }
        return 0;
    }

    private static boolean isJson(String text) {
        try {
            Json.parse(text);
            return true;
        } catch (JsonException e) {
            return false;
        }
    }
}
