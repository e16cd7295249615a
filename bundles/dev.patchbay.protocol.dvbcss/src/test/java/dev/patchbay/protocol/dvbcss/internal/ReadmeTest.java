package dev.patchbay.protocol.dvbcss.internal;

import static org.junit.Assert.assertTrue;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

public class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final List<Class<?>> SECTIONS =
            List.of(DvbCssConfig.class, WallClockServer.Config.class, CiiServer.Config.class, TsServer.Config.class);

    @Test
    public void everySettingIsInATableWithItsDefault() throws Exception {
        String readme = Files.readString(README);
        for (Class<?> section : SECTIONS) {
            for (Method setting : section.getDeclaredMethods()) {
                String row = "| `" + setting.getName() + "` | " + shown(setting.getDefaultValue()) + " |";
                assertTrue("Expected in the README: " + row, readme.contains(row));
            }
        }
    }

    private static String shown(Object value) {
        if (value instanceof String[] texts) {
            return Stream.of(texts).map(text -> "\"" + text + "\"").collect(Collectors.joining(", ", "`[", "]`"));
        } else if (value instanceof Double number && number == Math.rint(number)) {
            return Long.toString(number.longValue());
        }
        return value.equals("") ? "none" : value instanceof String ? "`" + value + "`" : String.valueOf(value);
    }
}
