package dev.patchbay.module.helper;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Writes down what it was told. */
final class RecordingModule implements ModuleCommands {

    final List<String> heard = new CopyOnWriteArrayList<>();
    final CountDownLatch closed = new CountDownLatch(1);
    final ModuleOwner owner;

    RecordingModule(ModuleOwner owner) {
        this.owner = owner;
    }

    @Override
    public void init(Map<String, Object> args) {
        heard.add("init " + args);
        owner.set(args);
    }

    @Override
    public void play() {
        heard.add("play");
    }

    @Override
    public void suspend() {
        heard.add("suspend");
    }

    @Override
    public void rm() {
        heard.add("rm");
    }

    @Override
    public Object tell(String command, Map<String, Object> args) throws Exception {
        return switch (command) {
            case "echo" -> args.get("value");
            case "type" -> args.get("value").getClass().getSimpleName();
            case "refuse" -> throw new ModuleRefusal("Not now");
            case "fail" -> throw new IllegalStateException();
            case "not_a_number" -> Double.NaN;
            case "unset" -> {
                owner.unset(List.of("a", "b"));
                yield null;
            }
            case "leave" -> {
                owner.leave();
                yield null;
            }
            default -> ModuleCommands.super.tell(command, args);
        };
    }

    @Override
    public void closed() {
        closed.countDown();
    }
}
