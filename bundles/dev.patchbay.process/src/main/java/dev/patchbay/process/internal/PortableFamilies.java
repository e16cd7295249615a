package dev.patchbay.process.internal;

/** Families by what Java knows on every system: the leader's descendants, while it runs. */
final class PortableFamilies implements Families {

    @Override
    public Family of(Process leader, String mark) {
        return () -> leader.descendants().filter(ProcessHandle::isAlive).toList();
    }
}
