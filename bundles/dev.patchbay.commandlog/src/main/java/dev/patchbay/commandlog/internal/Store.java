package dev.patchbay.commandlog.internal;

import dev.patchbay.module.spi.CommandLog.Entry;
import java.util.List;

/** Where entries go. One thread. */
interface Store {

    /** Writes all of them in their order, or none. Blocks. @throws StoreException when none is written */
    void write(List<Entry> entries) throws StoreException;
}
