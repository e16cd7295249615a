package dev.patchbay.session.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.session.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AdminTokenTest {

    @Rule
    public final TemporaryFolder home = new TemporaryFolder();

    private Path file;

    @Before
    public void chooseFile() {
        file = home.getRoot().toPath().resolve("data").resolve("admin.token");
    }

    private String modeOf() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private String token() throws IOException {
        return Files.readString(file).strip();
    }

    @Test
    public void theFirstStartMakesATokenThatOnlyItsOwnerCanRead() throws Exception {
        AdminToken admin = new AdminToken(file);
        assertEquals("rw-------", modeOf());
        assertEquals(43, token().length());
        User user = admin.authenticate(token()).orElseThrow();
        assertEquals("admin", user.username());
        assertTrue(user.hasRole("anything"));
    }

    @Test
    public void theTokenIsKeptBetweenStarts() throws Exception {
        new AdminToken(file);
        String made = token();
        assertTrue(new AdminToken(file).authenticate(made).isPresent());
        assertEquals(made, token());
    }

    @Test
    public void eachHomeHasItsOwnToken() throws Exception {
        new AdminToken(file);
        String made = token();
        file = home.getRoot().toPath().resolve("other").resolve("admin.token");
        new AdminToken(file);
        assertNotEquals(made, token());
    }

    @Test
    public void neighboursOfTheTokenAreUnknown() throws Exception {
        AdminToken admin = new AdminToken(file);
        String made = token();
        for (String wrong : new String[] {
            "", " ", made + "x", made.substring(1), made + "\n", made.toUpperCase(java.util.Locale.ROOT)
        }) {
            assertFalse(wrong, admin.authenticate(wrong).isPresent());
        }
    }

    @Test
    public void aStartThatEndedBeforeTheTokenWasWrittenIsMadeGood() throws Exception {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        AdminToken admin = new AdminToken(file);
        assertFalse(admin.authenticate("").isPresent());
        assertTrue(admin.authenticate(token()).isPresent());
        assertEquals(43, token().length());
    }

    @Test
    public void aFileThatOthersCouldReadIsClosedToThem() throws Exception {
        new AdminToken(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        new AdminToken(file);
        assertEquals("rw-------", modeOf());
    }

    @Test
    public void aHomeThatCannotHoldItIsReported() throws Exception {
        Files.createFile(file.getParent());
        assertThrows(IOException.class, () -> new AdminToken(file));
    }
}
