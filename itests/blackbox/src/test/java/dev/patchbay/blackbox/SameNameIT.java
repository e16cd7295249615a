package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** A second node takes the name of one that is there. */
public class SameNameIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Said by the one that finds its name taken. */
    private static final String GIVE_ANOTHER_NAME = "Give it another name";

    private static String secretPath;
    private static ClusterPlan plan;
    private static NodeProcess east;
    private static NodeProcess west;

    @BeforeClass
    public static void startTwoNodes() throws Exception {
        Proof.only("takes 30 s");
        secretPath = Temporary.directory().resolve("secret").toString();
        Files.writeString(Path.of(secretPath), UUID.randomUUID().toString());
        plan = new ClusterPlan(ClusterPlan.MEMBERS, jgroups(""), "east", "west");
        east = plan.launch("east");
        ClusterPlan.equip(east);
        ClusterPlan.awaitNodes(east, "east");
        west = plan.launch("west");
        ClusterPlan.equip(west);
        ClusterPlan.awaitNodes(west, "east", "west");
    }

    private static String jgroups(String more) {
        return "\"jgroups\": {\"secretPath\": \"" + secretPath + "\"" + more + "}, ";
    }

    @AfterClass
    public static void stopThem() throws Exception {
        for (NodeProcess node : new NodeProcess[] {east, west}) {
            if (node != null) {
                node.close();
            }
        }
    }

    @Test
    public void theSecondSaysSoOnceAndStaysAlone() throws Exception {
        assertStaysAlone(plan);
    }

    /** As on a machine so busy that it finds nobody in time: it is alone first, and then meets those who know the name. */
    @Test
    public void theSecondStaysAloneAlsoWhenItFindsTheOthersOnlyAfterItsStart() throws Exception {
        assertStaysAlone(plan.but(jgroups(", \"joinTimeoutInMs\": 100")));
    }

    private static void assertStaysAlone(ClusterPlan settings) throws Exception {
        try (NodeProcess second =
                settings.but("west", "127.0.0.1:" + FreePorts.next()).launch("west")) {
            second.awaitListening();
            awaitInLog(second, GIVE_ANOTHER_NAME);
            ClusterPlan.awaitNodes(second, "west");
            ClusterPlan.assertUndisturbed(east, west);
            assertEquals(second.log(), 1, countOf(GIVE_ANOTHER_NAME, second.log()));
            assertTrue(second.log(), second.log().contains("127.0.0.1:" + plan.portOf("west")));
            assertFalse(west.log(), west.log().contains("this one does not take part"));
        }
    }

    private static void awaitInLog(NodeProcess node, String words) throws IOException {
        try {
            await().atMost(PATIENCE).until(() -> node.log().contains(words));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "expected '" + words + "' in\n" + node.log() + "\nthe first of that name has\n" + west.log(), e);
        }
    }

    private static int countOf(String part, String text) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
