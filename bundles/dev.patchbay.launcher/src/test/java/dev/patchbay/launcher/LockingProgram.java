package dev.patchbay.launcher;

import java.nio.file.Path;

/** The second process of {@link NodeLockTest}. */
final class LockingProgram {

    private LockingProgram() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] words) throws Exception {
        try (NodeLock lock = NodeLock.take(new Home(Path.of(words[0])))) {
            System.out.println(lock.previousHolder().orElse("locked"));
        } catch (NodeException e) {
            System.out.println(e.getMessage());
        }
    }
}
