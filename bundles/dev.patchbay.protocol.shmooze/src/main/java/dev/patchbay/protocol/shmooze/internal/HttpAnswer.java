package dev.patchbay.protocol.shmooze.internal;

import java.nio.charset.StandardCharsets;

/** An answer that is in memory. @param body not to be changed */
record HttpAnswer(int status, String type, byte[] body) {

    private static final String JSON = "text/json";
    private static final int OK = 200;

    /** @param ascii JSON text */
    static HttpAnswer json(String ascii) {
        return new HttpAnswer(OK, JSON, ascii.getBytes(StandardCharsets.UTF_8));
    }

    /** What an endpoint says to everything else than JSON (§4). */
    static HttpAnswer onlyJson() {
        return new HttpAnswer(OK, "text/plain", "Endpoint only accepts JSON.".getBytes(StandardCharsets.US_ASCII));
    }

    static HttpAnswer notFound() {
        return page(404, "Not Found", "There is nothing at this address.");
    }

    /** @param reason what went wrong */
    static HttpAnswer failure(String reason) {
        return page(500, "Internal Server Error", reason);
    }

    static HttpAnswer tooLong(int maxBytes) {
        return page(413, "Content Too Large", "Expected at most " + maxBytes + " bytes, got more.");
    }

    private static HttpAnswer page(int status, String title, String text) {
        String page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + status + " " + title
                + "</title></head><body><h1>" + title + "</h1><p>" + escaped(text) + "</p></body></html>\n";
        return new HttpAnswer(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /** Text as HTML that means it, in an attribute, too. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
