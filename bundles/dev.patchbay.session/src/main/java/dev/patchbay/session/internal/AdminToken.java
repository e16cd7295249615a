package dev.patchbay.session.internal;

import dev.patchbay.session.User;
import dev.patchbay.session.spi.Authenticator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The administrator's token: made at the first start, kept in {@code data/admin.token}, which only its owner can read. */
@Component
public final class AdminToken implements Authenticator {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final User ADMINISTRATOR = new User("admin", "admin", Set.of(User.ADMIN));

    private final byte[] token;

    @Activate
    public AdminToken(BundleContext context) throws IOException {
        this(Path.of(context.getProperty("patchbay.home"), "data", "admin.token"));
    }

    AdminToken(Path file) throws IOException {
        this.token = readOrMake(file).getBytes(StandardCharsets.UTF_8);
    }

    private static String readOrMake(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        Files.setPosixFilePermissions(file, OWNER_ONLY);
        if (Files.readString(file).isBlank()) { // new, or an earlier start ended before it had written
            Files.writeString(file, RandomToken.next() + "\n");
        }
        return Files.readString(file).strip();
    }

    @Override
    public Optional<User> authenticate(String offered) {
        boolean same = token.length > 0 && MessageDigest.isEqual(token, offered.getBytes(StandardCharsets.UTF_8));
        return same ? Optional.of(ADMINISTRATOR) : Optional.empty();
    }
}
