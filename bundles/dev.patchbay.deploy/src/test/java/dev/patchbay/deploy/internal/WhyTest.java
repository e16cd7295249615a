package dev.patchbay.deploy.internal;

import static org.junit.Assert.assertEquals;

import dev.patchbay.node.Diagnosis;
import dev.patchbay.node.Diagnosis.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

public class WhyTest {

    private static final Finding FINDING = new Finding("hello.jar", "wants größere jars.");

    @Test
    public void commandPrintsALineForEachFinding() throws Exception {
        assertEquals(
                "hello.jar: wants größere jars.\nhello.jar: wants größere jars.\n",
                print(() -> List.of(FINDING, FINDING)));
    }

    @Test
    public void commandSaysSoWhenAllIsWell() throws Exception {
        assertEquals("All bundles and components are at work.\n", print(List::of));
    }

    @Test
    public void providerAnswersTheFindings() {
        assertEquals(List.of(FINDING), new WhyProvider(() -> List.of(FINDING)).findings());
    }

    private static String print(Diagnosis diagnosis) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new WhyCommand(diagnosis).run(List.of(), InputStream.nullInputStream(), output);
        return output.toString(StandardCharsets.UTF_8);
    }
}
