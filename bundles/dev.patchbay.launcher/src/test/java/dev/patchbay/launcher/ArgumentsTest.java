package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public final class ArgumentsTest {

    @Test
    public void nothingMeansDefaults() throws UsageException {
        Arguments arguments = Arguments.parse(List.of());
        assertEquals(Optional.empty(), arguments.home());
        assertEquals(Optional.empty(), arguments.settings());
        assertFalse(arguments.isVerbose());
        assertTrue(arguments.wantsShell());
        assertFalse(arguments.wantsHelp());
    }

    @Test
    public void optionsAreTakenInAnyOrder() throws UsageException {
        Arguments arguments = Arguments.parse(List.of("-v", "--config", "my.json", "--no-shell", "--home", "node one"));
        assertEquals(Optional.of(Path.of("node one")), arguments.home());
        assertEquals(Optional.of(Path.of("my.json")), arguments.settings());
        assertTrue(arguments.isVerbose());
        assertFalse(arguments.wantsShell());
    }

    @Test
    public void aValueMayFollowAnEqualsSign() throws UsageException {
        assertEquals(
                Optional.of(Path.of("a=b")),
                Arguments.parse(List.of("--home=a=b")).home());
    }

    @Test
    public void settingsAreTakenInTheirOrder() throws UsageException {
        assertEquals(
                List.of("http.port=1", "a=b=c", "http.port=2"),
                Arguments.parse(List.of("--set", "http.port=1", "--set=a=b=c", "--set", "http.port=2"))
                        .assignments());
    }

    @Test
    public void anUnknownOptionIsNamed() {
        String message = refused("--hoem", "x");
        assertTrue(message, message.contains("got '--hoem'"));
        assertTrue(message, message.contains("--home"));
    }

    @Test
    public void anOptionWithoutItsValueIsRefused() {
        assertTrue(refused("-v", "--home").contains("Expected a word behind --home"));
    }

    private static String refused(String... words) {
        UsageException e = assertThrows(UsageException.class, () -> Arguments.parse(List.of(words)));
        return String.valueOf(e.getMessage());
    }
}
