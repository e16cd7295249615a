package dev.patchbay.module.internal;

import dev.patchbay.line.LineConnection;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what is written; the test says when that has been done. */
final class FakeConnection implements LineConnection {

    final List<String> written = new CopyOnWriteArrayList<>();
    final List<String> offered = new CopyOnWriteArrayList<>();
    final AtomicInteger asked = new AtomicInteger();
    volatile CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
    volatile boolean isOpen = true;

    @Override
    public InetSocketAddress peer() {
        return InetSocketAddress.createUnresolved("fake", 1);
    }

    @Override
    public void next() {
        asked.incrementAndGet();
    }

    @Override
    public String unread() {
        return "";
    }

    @Override
    public boolean send(String line) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean offer(String line) {
        offered.add(line);
        return true;
    }

    @Override
    public CompletionStage<Void> write(String line) {
        written.add(line);
        return writing;
    }

    @Override
    public void end() {
        isOpen = false;
    }

    @Override
    public void close() {
        isOpen = false;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }
}
