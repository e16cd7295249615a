package dev.patchbay.session.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonDocument;
import dev.patchbay.json.JsonException;
import dev.patchbay.json.JsonSchema;
import dev.patchbay.json.JsonType;
import dev.patchbay.json.Position;
import dev.patchbay.json.Violation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code data/users.json}, which only its owner can read. Holds nothing but its place. */
final class UserFile {

    private static final String USERS = "users";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final JsonType ACCOUNT = JsonType.of(Account.class);
    private static final JsonSchema SCHEMA = JsonSchema.trusted(ACCOUNT.schema());

    private final Path file;

    UserFile(Path file) {
        this.file = file;
    }

    Fingerprint fingerprint() {
        return Fingerprint.of(file);
    }

    /**
     * Accounts by user name, in the file's order; none when there is no file.
     *
     * @throws IOException when it cannot be read, or is not what it should be: the message names line and column
     */
    Map<String, Account> read() throws IOException {
        if (Files.notExists(file)) {
            return Map.of();
        }
        closeToOthers();
        try {
            return accounts(JsonDocument.parse(Files.readString(file)));
        } catch (JsonException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private void closeToOthers() throws IOException {
        if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    private Map<String, Account> accounts(JsonDocument document) throws IOException {
        if (!(document.value() instanceof Map<?, ?> top && top.get(USERS) instanceof Map<?, ?> users)) {
            throw broken(document, List.of(USERS), "Expected an object 'users' of accounts by user name");
        }
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : users.entrySet()) {
            String username = String.valueOf(entry.getKey());
            accounts.put(username, account(document, username, entry.getValue()));
        }
        return accounts;
    }

    private Account account(JsonDocument document, String username, @Nullable Object plain) throws IOException {
        for (Violation violation : SCHEMA.check(plain)) {
            List<String> path = new ArrayList<>(List.of(USERS, username));
            path.addAll(steps(violation.path()));
            throw broken(document, path, violation.message());
        }
        try {
            if (ACCOUNT.read(SCHEMA.withDefaults(plain)) instanceof Account account) {
                return account;
            }
            throw broken(document, List.of(USERS, username), "Expected an account, got null");
        } catch (JsonException e) {
            throw broken(document, List.of(USERS, username), e.getMessage());
        }
    }

    private static List<String> steps(String pointer) {
        return Violation.steps(pointer).stream().map(String::valueOf).toList();
    }

    private IOException broken(JsonDocument document, List<String> path, @Nullable String reason) {
        Position place = placeOf(document, path);
        return new IOException(file + ": " + reason + ", at line " + place.line() + ", column " + place.column()
                + ", key " + String.join(".", path));
    }

    /** Of the innermost part that has a place of its own. */
    private static Position placeOf(JsonDocument document, List<String> path) {
        Position start = new Position(1, 1);
        for (int length = path.size(); length > 0; length--) {
            Position place = document.positionOf(path.subList(0, length).toArray(String[]::new));
            if (!place.equals(start)) {
                return place;
            }
        }
        return start;
    }

    /** Replaces the file as a whole: whoever reads it, or starts after a crash, finds the old or the new one. */
    void write(Map<String, Account> accounts) throws IOException {
        Map<String, @Nullable Object> users = new LinkedHashMap<>();
        accounts.forEach((username, account) -> users.put(username, ACCOUNT.toPlain(account)));
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(next); // left behind by a crash
        Files.createFile(next, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        writeToDisk(next, Json.writePretty(Map.of(USERS, users)) + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true); // the new name is on disk too
        }
    }

    private static void writeToDisk(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
