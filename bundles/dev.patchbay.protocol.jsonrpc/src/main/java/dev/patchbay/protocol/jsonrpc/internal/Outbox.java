package dev.patchbay.protocol.jsonrpc.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Where the answers of one message go: straight out, or together once all of a batch are there. */
interface Outbox {

    /** Takes the text of an answer. */
    void put(String answer);

    /** A notification of the batch has been handled; there is no answer. */
    void skip();

    /** Sends each answer as it comes. */
    static Outbox single(Consumer<String> send) {
        return new Outbox() {
            @Override
            public void put(String answer) {
                send.accept(answer);
            }

            @Override
            public void skip() {
                // a single notification: nothing is sent
            }
        };
    }

    /**
     * Collects the answers of a batch (JSON-RPC 2.0 §6): one array, when the last is there; nothing at all when the
     * batch held only notifications.
     */
    final class Batch implements Outbox {

        private final Consumer<String> send;
        private final List<String> answers = new ArrayList<>();
        private int open;

        Batch(int size, Consumer<String> send) {
            this.open = size;
            this.send = send;
        }

        @Override
        public void put(String answer) {
            settle(answer);
        }

        @Override
        public void skip() {
            settle("");
        }

        private void settle(String answer) {
            String all = "";
            synchronized (this) {
                if (!answer.isEmpty()) {
                    answers.add(answer);
                }
                open--;
                if (open == 0 && !answers.isEmpty()) {
                    all = "[" + String.join(",", answers) + "]";
                }
            }
            if (!all.isEmpty()) {
                send.accept(all);
            }
        }
    }
}
