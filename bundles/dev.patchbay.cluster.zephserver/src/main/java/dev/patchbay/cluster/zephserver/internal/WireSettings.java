package dev.patchbay.cluster.zephserver.internal;

/** The configuration, for those that can be made without a component. */
record WireSettings(
        String bindAddress,
        int connectTimeoutInMs,
        int answerTimeoutInMs,
        int pingIntervalInMs,
        int queueBytes,
        int partsBytes) {

    /** @throws IllegalArgumentException when a number is not above 0 */
    WireSettings {
        positive("connectTimeoutInMs", connectTimeoutInMs);
        positive("answerTimeoutInMs", answerTimeoutInMs);
        positive("pingIntervalInMs", pingIntervalInMs);
        positive("queueBytes", queueBytes);
        positive("partsBytes", partsBytes);
    }

    private static void positive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "Expected a number above 0 for zephCluster." + key + ", got " + value + ".");
        }
    }

    static WireSettings from(ZephTransport.Config config) {
        return new WireSettings(
                config.bindAddress(),
                config.connectTimeoutInMs(),
                config.answerTimeoutInMs(),
                config.pingIntervalInMs(),
                config.queueBytes(),
                config.partsBytes());
    }
}
