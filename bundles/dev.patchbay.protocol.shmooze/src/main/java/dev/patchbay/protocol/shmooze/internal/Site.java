package dev.patchbay.protocol.shmooze.internal;

/** What the settings say of the gateway, made ready. Immutable. */
record Site(ShmoozeSettings settings, Routes routes, StaticFolder folder) {

    static Site of(ShmoozeSettings settings, StaticFolder folder) {
        Routes routes = new Routes(
                settings.prefix(),
                settings.staticPrefix(),
                name -> settings.ports().ofService(name) != null);
        return new Site(settings, routes, folder);
    }
}
