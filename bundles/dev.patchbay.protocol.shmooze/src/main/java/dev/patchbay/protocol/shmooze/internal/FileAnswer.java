package dev.patchbay.protocol.shmooze.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** Sends a file, or says that the client has it already (RFC 9110, §13). */
final class FileAnswer {

    private static final long LIFE_IN_SEC = 43_200;
    private static final int SMALL_FILE = 16 << 10;

    private FileAnswer() {}

    /** Sends a file from a servlet; the client may keep it. A large one is sent when this has returned. */
    static void send(StaticFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "max-age=" + LIFE_IN_SEC + ", public");
        response.setDateHeader("Expires", System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(LIFE_IN_SEC));
        sendUnlessKnown(file, request, response);
    }

    /** Sends a page from a servlet; the client has to ask for it each time, since it names the files that belong to it. */
    static void sendPage(StaticFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        sendUnlessKnown(file, request, response);
    }

    private static void sendUnlessKnown(StaticFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("ETag", file.tag());
        response.setDateHeader("Last-Modified", file.modifiedInMs());
        response.setContentLengthLong(file.length());
        boolean isHead = request.getMethod().equals("HEAD");
        if ((isHead || request.getMethod().equals("GET")) && isKnown(file, request)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.type());
        if (!isHead) {
            sendContent(file, request, response);
        }
    }

    private static void sendContent(StaticFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (file.length() > SMALL_FILE && request.isAsyncSupported()) {
            Sending.begin(file.content().open(), request.startAsync());
            return;
        }
        try (InputStream content = file.content().open()) {
            content.transferTo(response.getOutputStream());
        }
    }

    /** The tag decides when the client sent one; the date has only seconds. */
    private static boolean isKnown(StaticFile file, HttpServletRequest request) {
        String tags = request.getHeader("If-None-Match");
        if (tags != null) {
            return isAmong(file.tag(), tags);
        }
        try {
            long since = request.getDateHeader("If-Modified-Since");
            return since >= 0 && file.modifiedInMs() / 1000 <= since / 1000;
        } catch (IllegalArgumentException e) { // no date: the header is to be ignored
            return false;
        }
    }

    private static boolean isAmong(String tag, String tags) {
        for (String each : tags.split(",", -1)) {
            String known = each.strip();
            if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
