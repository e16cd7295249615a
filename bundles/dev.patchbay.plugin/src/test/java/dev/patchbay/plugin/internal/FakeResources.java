package dev.patchbay.plugin.internal;

import dev.patchbay.job.Resources;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows names only. */
final class FakeResources implements Resources {

    final Set<String> names = new ConcurrentSkipListSet<>();
    final List<String> moved = new CopyOnWriteArrayList<>();

    @Override
    public void register(String name, Collection<String> parents) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("taken: " + name);
        }
    }

    @Override
    public void update(String name, Collection<String> parents) {
        moved.add(name + " below " + parents);
    }

    @Override
    public void rename(String from, String to) {
        register(to, List.of());
        names.remove(from);
    }

    @Override
    public void unregister(String name) {
        names.remove(name);
    }

    @Override
    public List<Status> list() {
        return names.stream().map(name -> new Status(name, false)).toList();
    }
}
