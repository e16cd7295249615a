package dev.patchbay.module.internal;

import dev.patchbay.module.ModulePool;

/** The pool. */
final class PoolBroker extends Broker implements ModulePool {

    PoolBroker(Kit kit) {
        super("pool", Texts.NOT_IN_POOL, Turns.POOL, kit);
    }
}
