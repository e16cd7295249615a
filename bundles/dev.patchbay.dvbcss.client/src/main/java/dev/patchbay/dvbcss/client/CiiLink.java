package dev.patchbay.dvbcss.client;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.client.internal.Backoff;
import dev.patchbay.dvbcss.client.internal.Loop;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Keeps a connection to a CSS-CII server. All of it happens in the loop. */
final class CiiLink {

    private final URI url;
    private final TelevisionOptions options;
    private final Loop loop;
    private final Observer observer;
    private final Backoff backoff;
    private final Endings endings;
    private @Nullable CiiClient client;
    private boolean isOver;

    /** @throws IllegalArgumentException for what is no URL of a WebSocket */
    CiiLink(URI url, TelevisionOptions options, Loop loop, Observer observer) {
        this.url = url;
        this.options = options;
        this.loop = loop;
        this.observer = observer;
        this.backoff = new Backoff(options.firstPause(), options.longestPause());
        this.endings = new Endings(Problem.Source.CII, url);
        this.client = newClient();
    }

    void start() {
        if (isOver) {
            return;
        }
        CiiClient next = client == null ? newClient() : client;
        client = next;
        next.connect();
    }

    void stop() {
        isOver = true;
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private CiiClient newClient() {
        return new CiiClient(url, new Ear(), options.connection());
    }

    private void lost(Problem problem) {
        client = null;
        observer.onProblem(problem);
        loop.later(backoff.take(), this::start);
    }

    /** What comes of it. */
    interface Observer {

        void onOpen();

        /** @param state everything the server says */
        void onState(CiiMessage state);

        void onProblem(Problem problem);
    }

    /** Hands on what the client hears. */
    private final class Ear implements CiiListener {

        @Override
        public void onOpen() {
            loop.run(observer::onOpen);
        }

        @Override
        public void onState(CiiMessage state) {
            loop.run(() -> {
                backoff.succeeded();
                observer.onState(state);
            });
        }

        @Override
        public void onClosed(int code, String reason) {
            loop.run(() -> lost(endings.closed(code, reason)));
        }

        @Override
        public void onRefused(int httpStatus) {
            loop.run(() -> lost(endings.refused(httpStatus)));
        }

        @Override
        public void onUnreachable(IOException fault) {
            loop.run(() -> lost(endings.unreachable(fault)));
        }

        @Override
        public void onMalformed(String message, String problem) {
            loop.run(() -> observer.onProblem(endings.malformed(problem)));
        }
    }
}
