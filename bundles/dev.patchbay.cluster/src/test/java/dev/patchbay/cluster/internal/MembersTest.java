package dev.patchbay.cluster.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.ClusterNode;
import java.util.List;
import org.junit.Test;

public class MembersTest {

    private static List<ClusterNode> members(String... entries) {
        return Members.of(entries);
    }

    @Test
    public void textsAndTheOriginalsObjectsMayStandSideBySide() {
        assertEquals(
                List.of(
                        new ClusterNode("a", "host:7800"),
                        new ClusterNode("b", "10.0.0.2:5000"),
                        new ClusterNode("c", "[::1]:5001"),
                        new ClusterNode("d", "[::1]:7802")),
                members(
                        " a = host:7800 ",
                        "{\"hostname\":\"b\",\"address\":\"10.0.0.2\",\"port\":5000}",
                        "{\"hostname\":\"c\",\"address\":\"::1\",\"port\":\"5001\"}",
                        "d=[::1]:7802",
                        " "));
    }

    @Test
    public void noListIsAnEmptyOne() {
        assertEquals(List.of(), Members.of(null));
        assertEquals(List.of(), members());
    }

    @Test
    public void aWrongEntryIsNamed() {
        for (String wrong : List.of(
                "host:7800",
                "=host:7800",
                "a=host",
                "a=:1",
                "a=host:0",
                "a=host:65536",
                "a=host:port",
                "{\"hostname\":\"b\",\"address\":\"h\"}",
                "{\"hostname\":\"b\"",
                "{\"hostname\":\"b\",\"address\":\"h\",\"port\":1.5}")) {
            String said = assertThrows(wrong, IllegalArgumentException.class, () -> members("x=h:1", wrong))
                    .getMessage();
            assertTrue(said, said.startsWith("cluster.members: expected ") && said.endsWith("got " + wrong));
        }
    }

    @Test
    public void twoEntriesWithOneNameAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> members("a=h:1", "a=h:2"));
    }
}
