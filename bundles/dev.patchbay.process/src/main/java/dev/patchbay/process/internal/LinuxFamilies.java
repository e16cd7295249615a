package dev.patchbay.process.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Families by what the kernel tells: who carries the leader's mark, is in the leader's session or in one that a member
 * leads, or was started by a member. So neither a new session, nor a parent that ended, nor a cleared environment hides a
 * process; only all three together do.
 */
final class LinuxFamilies implements Families {

    /** No process has this id. */
    private static final long NOBODY = -1;

    private final Census census;
    private final long ownPid = ProcessHandle.current().pid();

    LinuxFamilies() {
        ProcEntry own = ProcFolder.find(ownPid)
                .orElseThrow(() -> new IllegalStateException("Expected to find the own process in /proc"));
        census = new Census(() -> ProcFolder.read(own.startInTicks()));
    }

    @Override
    public Family of(Process leader, String mark) {
        return () -> handles(members(census.take(), leader.pid(), mark));
    }

    @Override
    public List<ProcessHandle> marked(String mark) {
        return handles(members(census.take(), NOBODY, mark));
    }

    private Set<Long> members(List<ProcEntry> all, long leader, String mark) {
        Set<Long> members = new HashSet<>();
        members.add(leader);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (ProcEntry entry : all) {
                grew |= belongs(entry, members, mark) && members.add(entry.pid());
            }
        }
        members.remove(leader);
        members.retainAll(all.stream().map(ProcEntry::pid).toList());
        return members;
    }

    private boolean belongs(ProcEntry entry, Set<Long> members, String mark) {
        return entry.pid() != ownPid
                && (Marks.has(entry.marks(), mark)
                        || members.contains(entry.parent())
                        || members.contains(entry.session()));
    }

    private static List<ProcessHandle> handles(Set<Long> pids) {
        List<ProcessHandle> handles = new ArrayList<>();
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(handles::add));
        return handles;
    }
}
