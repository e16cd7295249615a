package dev.patchbay.module.helper;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The program of {@link ModuleEndTest}: a module that goes on as its first argument says, whoever is gone. */
public final class BusyModule implements ModuleCommands {

    private final ModuleOwner owner;

    private BusyModule(ModuleOwner owner) {
        this.owner = owner;
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("thread")) {
            new Thread(BusyModule::waitForEver).start();
        }
        ModuleProcess.run(args, BusyModule::new);
    }

    @Override
    public void init(Map<String, Object> args) {
        owner.set(Map.of("ready", true));
    }

    @Override
    public void play() {
        waitForEver();
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
