package dev.patchbay.host.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.node.Diagnosis.Finding;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

public final class StartReportTest {

    @Test
    public void saysWhereHowLongAndWhatNext() {
        String text = report(List.of("http://127.0.0.1:5000"), List.of()).text("./patchbay");
        assertTrue(text, text.startsWith("Patchbay 1.2.3 listens at http://127.0.0.1:5000 after 0.94 s"));
        assertTrue(text, text.contains("/home/north/deploy"));
        assertTrue(text, text.contains("./patchbay call rpc.discover"));
        assertEquals(4, text.lines().count());
    }

    @Test
    public void saysWhatDoesNotWorkALineEach() {
        List<Finding> findings = List.of(new Finding("a.jar", "It is not a jar."), new Finding("b", "It failed."));
        String text = report(List.of("http://127.0.0.1:5000"), findings).text("./patchbay");
        assertTrue(text, text.contains("a.jar: It is not a jar.\n"));
        assertTrue(text, text.contains("b: It failed.\n"));
    }

    @Test
    public void aNodeThatDoesNotListenPointsToItsLog() {
        assertTrue(report(List.of(), List.of()).text("./patchbay").contains("see /home/north/log/patchbay.log"));
    }

    private static StartReport report(List<String> listening, List<Finding> findings) {
        return new StartReport(new FakeNode(), listening, Duration.ofMillis(940), findings);
    }
}
