package dev.patchbay.protocol.shmooze.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page that comes with this bundle. It is told where endpoints and files are, since the settings decide that. */
final class OwnFolder implements StaticFolder {

    private static final String PAGE = "index.html";
    private static final List<String> PARTS = List.of("queue.css", "queue.js");
    private static final int TAG_BYTES = 12;

    private final Map<String, StaticFile> files = new HashMap<>();

    /** @param modifiedInMs when the bundle was installed, since 1970 */
    OwnFolder(String prefix, String staticPrefix, long modifiedInMs) {
        String page = resource(PAGE)
                .replace("${wsgi_prefix}", HttpAnswer.escaped(prefix))
                .replace("${static_prefix}", HttpAnswer.escaped(staticPrefix));
        for (String name : PARTS) {
            StaticFile part = file(name, resource(name), modifiedInMs);
            files.put(name, part);
            page = page.replace(
                    "${tag:" + name + "}", part.tag().replace("\"", "")); // another version, another address
        }
        files.put(PAGE, file(PAGE, page, modifiedInMs));
    }

    private static StaticFile file(String name, String text, long modifiedInMs) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new StaticFile(
                MediaTypes.of(name), tag(bytes), modifiedInMs, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static String resource(String name) {
        try (InputStream in = OwnFolder.class.getResourceAsStream("/static/" + name)) {
            if (in == null) {
                throw new IllegalStateException("Expected /static/" + name + " in this bundle, it is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Expected to read /static/" + name + " of this bundle", e);
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public @Nullable StaticFile find(String path) {
        return files.get(path);
    }
}
