package dev.patchbay.protocol.shmooze.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request and its response in memory, as the servlet sees them; what the servlet does not use fails. */
final class FakeHttp {

    private static final long PATIENCE_IN_SEC = 10;

    private final String method;
    private final String path;
    private final Map<String, Object> requestHeaders = new HashMap<>();
    private final Map<String, Object> headers = new HashMap<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final CountDownLatch completed = new CountDownLatch(1);
    private final Body body = new Body();
    private boolean isAsyncSupported = true;
    private boolean arrivesLater;
    private long length = -1;
    private volatile boolean isAsync;
    private volatile int status = HttpServletResponse.SC_OK;
    private volatile boolean isGone;

    private FakeHttp(String method, String path) {
        this.method = method;
        this.path = path;
    }

    static FakeHttp get(String path) {
        return new FakeHttp("GET", path);
    }

    static FakeHttp of(String method, String path) {
        return new FakeHttp(method, path);
    }

    /** A POST of JSON. */
    static FakeHttp post(String path, String body) {
        return new FakeHttp("POST", path).with("Content-Type", "text/json").with(body.getBytes(StandardCharsets.UTF_8));
    }

    FakeHttp with(String header, Object value) {
        requestHeaders.put(header, value);
        return this;
    }

    FakeHttp with(byte[] content) {
        body.content = new ByteArrayInputStream(content);
        length = content.length;
        return this;
    }

    /** The body comes after the servlet has returned, and nobody said how long it is. */
    FakeHttp later() {
        arrivesLater = true;
        length = -1;
        return this;
    }

    FakeHttp behindOldFilter() {
        isAsyncSupported = false;
        return this;
    }

    /** The client has left: nothing can be written. */
    void leave() {
        isGone = true;
    }

    /** Has it served, and waits until it is answered. */
    FakeHttp answeredBy(Gateway gateway) throws Exception {
        return startedBy(gateway).awaitAnswer();
    }

    /** Has it served. */
    FakeHttp startedBy(Gateway gateway) throws Exception {
        begunBy(gateway);
        bodyArrives();
        return this;
    }

    /** Has it served; of a body that comes later nothing has come yet. */
    FakeHttp begunBy(Gateway gateway) throws Exception {
        new GatewayServlet(gateway).service(request(), response());
        if (!isAsync) {
            completed.countDown();
        }
        return this;
    }

    void bodyArrives() throws IOException {
        body.arrive();
    }

    FakeHttp awaitAnswer() throws InterruptedException {
        if (!completed.await(PATIENCE_IN_SEC, TimeUnit.SECONDS)) {
            throw new AssertionError("Expected an answer to " + path + ", none came");
        }
        return this;
    }

    boolean isAnswered() {
        return completed.getCount() == 0;
    }

    int status() {
        return status;
    }

    @Nullable
    String header(String name) {
        Object value = headers.get(name.toLowerCase(Locale.ROOT));
        return value == null ? null : value.toString();
    }

    String text() {
        return sent.toString(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return sent.toByteArray();
    }

    private HttpServletRequest request() {
        return proxy(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getMethod" -> method;
            case "getServletPath" -> path;
            case "getPathInfo" -> null;
            case "getContentType" -> requestHeaders.get("Content-Type");
            case "getHeader" -> requestHeaders.get((String) arguments[0]);
            case "getDateHeader" -> date(requestHeaders.get((String) arguments[0]));
            case "getContentLengthLong" -> length;
            case "getInputStream" -> body;
            case "isAsyncSupported" -> isAsyncSupported;
            case "startAsync" -> startAsync();
            default -> throw new AssertionError(name);
        });
    }

    private static Object date(@Nullable Object header) {
        if (header instanceof String text) {
            throw new IllegalArgumentException(text);
        }
        return header == null ? -1L : header;
    }

    private AsyncContext startAsync() {
        if (!isAsyncSupported) {
            throw new IllegalStateException("not supported");
        }
        isAsync = true;
        HttpServletResponse response = response();
        return proxy(AsyncContext.class, (name, arguments) -> switch (name) {
            case "setTimeout" -> null;
            case "getResponse" -> response;
            case "complete" -> complete();
            default -> throw new AssertionError(name);
        });
    }

    private @Nullable Object complete() {
        if (isAnswered()) {
            throw new IllegalStateException("Completed twice");
        }
        completed.countDown();
        return null;
    }

    private HttpServletResponse response() {
        Out out = new Out();
        return proxy(HttpServletResponse.class, (name, arguments) -> switch (name) {
            case "setStatus" -> {
                status = (int) arguments[0];
                yield null;
            }
            case "setContentType" -> headers.put("content-type", arguments[0]);
            case "setContentLength", "setContentLengthLong" -> headers.put("content-length", arguments[0]);
            case "setHeader", "setDateHeader" ->
                headers.put(((String) arguments[0]).toLowerCase(Locale.ROOT), arguments[1]);
            case "getOutputStream" -> out;
            default -> throw new AssertionError(name);
        });
    }

    private interface Behaviour {

        @Nullable
        Object of(String method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> behaviour.of(method.getName(), arguments)));
    }

    /** The request's body. */
    private final class Body extends ServletInputStream {

        private ByteArrayInputStream content = new ByteArrayInputStream(new byte[0]);
        private @Nullable ReadListener listener;

        void arrive() throws IOException {
            ReadListener told = listener;
            if (told != null) {
                try {
                    told.onDataAvailable();
                    if (isFinished()) {
                        told.onAllDataRead();
                    }
                } catch (IOException e) {
                    told.onError(e);
                }
            }
        }

        @Override
        public int available() {
            return arrivesLater ? 0 : content.available();
        }

        @Override
        public boolean isFinished() {
            return content.available() == 0;
        }

        @Override
        public boolean isReady() {
            return content.available() > 0;
        }

        @Override
        public void setReadListener(ReadListener next) {
            listener = next;
        }

        @Override
        public int read() {
            return content.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            return content.read(bytes, offset, count);
        }
    }

    /** The response's body; takes one piece at a time when there is a listener. */
    private final class Out extends ServletOutputStream {

        private @Nullable WriteListener listener;

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener next) {
            listener = next;
            new Thread(() -> tell(next), "server").start();
        }

        private void tell(WriteListener told) {
            try {
                told.onWritePossible();
            } catch (IOException e) {
                told.onError(e);
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (isGone) {
                throw new IOException("broken pipe");
            }
            if (listener != null && !Thread.currentThread().getName().equals("server")) {
                throw new AssertionError("Written beside the listener");
            }
            sent.write(bytes, offset, count);
        }
    }
}
