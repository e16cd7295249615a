package dev.patchbay.cluster.zephserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.ClusterTransportException;
import dev.patchbay.testing.FreePorts;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ZephTransportTest {

    /** The settings as shipped, except for some. */
    private static ZephTransport.Config with(Map<String, Object> changed) {
        return (ZephTransport.Config) Proxy.newProxyInstance(
                ZephTransportTest.class.getClassLoader(),
                new Class<?>[] {ZephTransport.Config.class},
                (proxy, method, arguments) -> changed.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private static ClusterLink join(ZephTransport.Config config, String address) throws Exception {
        ClusterNode self = new ClusterNode("a", address);
        return new ZephTransport(config).join(self, List.of(self), new RecordingReceiver());
    }

    @Test
    public void theSettingsAsShippedAreTheSpecifications() throws Exception {
        assertEquals(Nodes.AS_SHIPPED, WireSettings.from(with(Map.of())));
        join(with(Map.of()), "127.0.0.1:" + FreePorts.next()).close();
    }

    @Test
    public void whatCannotBeUsedIsSaidInOneSentence() throws Exception {
        for (String address : List.of("", "127.0.0.1", "127.0.0.1:x")) {
            assertThrows(ClusterTransportException.class, () -> join(with(Map.of()), address));
        }
        String address = "127.0.0.1:" + FreePorts.next();
        ClusterTransportException refused =
                assertThrows(ClusterTransportException.class, () -> join(with(Map.of("pingIntervalInMs", 0)), address));
        assertTrue(refused.getMessage(), refused.getMessage().contains("pingIntervalInMs"));
        assertThrows(ClusterTransportException.class, () -> join(with(Map.of("bindAddress", "192.0.2.1")), address));
    }
}
