package dev.patchbay.transport.http.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.endpoint.spi.MessageReceiver;
import org.junit.Test;

public class MountsTest {

    private final Mounts mounts = new Mounts(new ConnectionTable(() -> {}), () -> {});
    private final Endpoint oldOne = new Named();
    private final Endpoint newOne = new Named();

    @Test
    public void successorThatCameBeforeThePredecessorLeftStays() {
        FakeReference predecessor = add("/path", 0, oldOne);
        add("/path", 1, newOne);
        mounts.remove(predecessor);
        assertSame(newOne, answering("/path"));
    }

    @Test
    public void predecessorAnswersUntilItLeaves() {
        FakeReference predecessor = add("/path", 1, oldOne);
        add("/path", 0, newOne);
        assertSame(oldOne, answering("/path"));
        mounts.remove(predecessor);
        assertSame(newOne, answering("/path"));
    }

    @Test
    public void highestRankingAnswersWhateverTheOrderOfArrival() {
        add("/up", 1, oldOne);
        add("/up", 2, newOne);
        add("/down", 2, newOne);
        add("/down", 1, oldOne);
        assertSame(newOne, answering("/up"));
        assertSame(newOne, answering("/down"));
    }

    @Test
    public void leavingSuccessorGivesThePathBack() {
        add("/path", 0, oldOne);
        FakeReference successor = add("/path", 1, newOne);
        mounts.remove(successor);
        assertSame(oldOne, answering("/path"));
    }

    @Test
    public void movedEndpointLeavesItsOldPath() {
        FakeReference reference = add("/from", 0, oldOne);
        reference.change(EndpointSettings.at("/to"));
        mounts.update(reference, () -> oldOne);
        assertNull(mounts.at(PortConnector.NODE, "/from"));
        assertSame(oldOne, answering("/to"));
    }

    @Test
    public void unusableSettingsAreLeftOutUntilTheyAreCorrected() {
        FakeReference reference = new FakeReference(EndpointSettings.at("/typo"), 0);
        reference.set(EndpointSettings.PATH, "typo");
        mounts.add(reference, () -> oldOne);
        assertNull(mounts.at(PortConnector.NODE, "/typo"));
        reference.set(EndpointSettings.PATH, "/typo");
        mounts.update(reference, () -> oldOne);
        assertSame(oldOne, answering("/typo"));
    }

    @Test
    public void unusableChangeLeavesTheOldSettings() {
        FakeReference reference = add("/kept", 0, oldOne);
        reference.set("patchbay.endpoint.maxMessageBytes", "many");
        mounts.update(reference, () -> oldOne);
        assertEquals(1 << 20, mount("/kept").settings().maxMessageBytes());
    }

    @Test
    public void limitCountsOnlySlotsThatAreTaken() {
        Mount mount = new Mount(OpenDoor.settings("/two", true, 2, 1, 1), () -> oldOne);
        assertTrue(mount.reserve());
        assertTrue(mount.reserve());
        assertFalse(mount.reserve());
        mount.release();
        assertTrue(mount.reserve());
        assertEquals(2, mount.taken());
    }

    private FakeReference add(String path, int ranking, Endpoint endpoint) {
        FakeReference reference = new FakeReference(EndpointSettings.at(path), ranking);
        mounts.add(reference, () -> endpoint);
        return reference;
    }

    private Endpoint answering(String path) {
        return mount(path).endpoint();
    }

    private Mount mount(String path) {
        Mount mount = mounts.at(PortConnector.NODE, path);
        assertNotNull(mount);
        return mount;
    }

    private static final class Named implements Endpoint {

        @Override
        public MessageReceiver open(Connection connection) {
            return (from, text) -> {};
        }
    }
}
