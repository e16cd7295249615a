package org.example.appliance;

import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The volumes there are, in memory: an appliance would ask its disks. Thread-safe. */
final class Volumes {

    static final int UNKNOWN = 2;
    static final int BUSY = 16;
    static final int EXISTS = 17;

    /** Has a say in what happens to volumes, and is told. */
    interface Keeper {

        void created(Volume volume);

        boolean mayDelete(Volume volume);

        void deleted(Volume volume);
    }

    private final Keeper keeper;

    /** By name; guarded by itself. */
    private final Map<String, Volume> volumes = new TreeMap<>();

    Volumes(Keeper keeper) {
        this.keeper = keeper;
    }

    List<Volume> list() {
        synchronized (volumes) {
            return new ArrayList<>(volumes.values());
        }
    }

    Volume get(String name) throws CallException {
        synchronized (volumes) {
            Volume volume = volumes.get(name);
            if (volume == null) {
                throw new CallException(UNKNOWN, "There is no volume '" + name + "'");
            }
            return volume;
        }
    }

    void create(Volume volume) throws CallException {
        synchronized (volumes) {
            if (volumes.putIfAbsent(volume.name(), volume) != null) {
                throw new CallException(EXISTS, "There is a volume '" + volume.name() + "' already");
            }
        }
        keeper.created(volume);
    }

    void delete(String name) throws CallException {
        Volume volume = get(name);
        if (!keeper.mayDelete(volume)) {
            throw new CallException(BUSY, "Volume '" + name + "' is in use; delete its shares first");
        }
        synchronized (volumes) {
            volumes.remove(name);
        }
        keeper.deleted(volume);
    }
}
