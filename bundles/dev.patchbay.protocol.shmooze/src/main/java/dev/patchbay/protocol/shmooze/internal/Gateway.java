package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.protocol.shmooze.internal.Routes.Kind;
import dev.patchbay.protocol.shmooze.internal.Routes.Route;
import dev.patchbay.session.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is behind the servlets: services, public settings and files by HTTP (§4). Thread-safe.
 *
 * <p>No thread waits for an answer: whoever brings it writes it.
 */
final class Gateway {

    private final Dispatcher dispatcher;
    private final Commands commands;
    private final Providers providers;
    private final Predicate<String> isListening;
    private final Backends backends;
    private final Exchanges exchanges;
    private volatile Site site;

    /** @param isListening whether this node serves that entry of the settings */
    Gateway(
            Dispatcher dispatcher,
            Commands commands,
            Providers providers,
            Predicate<String> isListening,
            Backends backends,
            Exchanges exchanges,
            Site site) {
        this.dispatcher = dispatcher;
        this.commands = commands;
        this.providers = providers;
        this.isListening = isListening;
        this.backends = backends;
        this.exchanges = exchanges;
        this.site = site;
    }

    /** Holds for requests that come from now on. */
    void apply(Site next) {
        site = next;
    }

    /** Answers, at once or later; on a thread of the server. */
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        new Visit(site, request, response).serve();
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        String plain = type.strip().toLowerCase(Locale.ROOT);
        return plain.equals("text/json") || plain.equals("application/json");
    }

    private void pass(String name, String text, Exchange exchange) {
        Object message;
        try {
            message = Json.parse(text);
        } catch (JsonException e) {
            exchange.answer(HttpAnswer.failure("The body is not JSON. " + e.getMessage()));
            return;
        }
        Backend backend = isListening.test(name) ? null : backends.of(name);
        if (backend == null) {
            commands.execute(name, message, answer -> exchange.answer(HttpAnswer.json(answer)));
        } else {
            exchange.onCancel(backend.ask(AsciiLine.of(text), new BackendAnswer(exchange)));
        }
    }

    /** One request, until the server's thread goes. */
    private final class Visit {

        private final Site now;
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final boolean isJson;

        Visit(Site now, HttpServletRequest request, HttpServletResponse response) {
            this.now = now;
            this.request = request;
            this.response = response;
            this.isJson = isJson(request.getContentType());
        }

        void serve() throws IOException {
            String path = path();
            Route route = now.routes().of(path);
            switch (route.kind()) {
                case SETTINGS -> serveSettings();
                case SERVICE -> serveService(route.name());
                default -> serveOther(route, now.routes().nameIn(path));
            }
        }

        /** Within the context, decoded. */
        private String path() {
            String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
            return path.isEmpty() ? "/" : path;
        }

        private void serveSettings() throws IOException {
            if (isAbleToWait()) {
                Exchange exchange = exchanges.begin(request, now.settings().answerInMs());
                dispatcher.call(Request.of("settings.get", Map.of(), User.ANONYMOUS), new SettingsAnswer(exchange));
            }
        }

        private void serveService(String name) throws IOException {
            if (!isJson) {
                send(HttpAnswer.onlyJson());
            } else if (isAbleToWait()) {
                Exchange exchange = exchanges.begin(request, now.settings().answerInMs());
                new Body(name, exchange, now.settings().maxLineBytes()).read(request);
            }
        }

        /** A provider that the settings do not name comes after files unless JSON is sent to it, so that it hides none. */
        private void serveOther(Route route, String namespace) throws IOException {
            boolean isProvider = now.settings().providers() && !namespace.isEmpty() && providers.isExpected(namespace);
            StaticFile file = isProvider && isJson ? null : file(route);
            if (file != null && route.kind() == Kind.INDEX) {
                FileAnswer.sendPage(file, request, response);
            } else if (file != null) {
                FileAnswer.send(file, request, response);
            } else if (isProvider) {
                serveService(namespace);
            } else {
                send(HttpAnswer.notFound());
            }
        }

        private @Nullable StaticFile file(Route route) throws IOException {
            return switch (route.kind()) {
                case FILE -> now.folder().find(route.name());
                case INDEX -> now.folder().find("index.html");
                default -> null;
            };
        }

        /** Somebody's filter may be in the way. */
        private boolean isAbleToWait() throws IOException {
            if (request.isAsyncSupported()) {
                return true;
            }
            send(HttpAnswer.failure("Expected filters that support asynchronous requests, got one that does not: set"
                    + " osgi.http.whiteboard.filter.asyncSupported on it."));
            return false;
        }

        private void send(HttpAnswer answer) throws IOException {
            Exchange.describe(answer, response);
            response.getOutputStream().write(answer.body());
        }
    }

    /** A request's body on its way to a service. */
    private final class Body implements BodyReader.Reader {

        private final String name;
        private final Exchange exchange;
        private final int maxBytes;

        Body(String name, Exchange exchange, int maxBytes) {
            this.name = name;
            this.exchange = exchange;
            this.maxBytes = maxBytes;
        }

        void read(HttpServletRequest request) {
            try {
                BodyReader.read(request, maxBytes, this);
            } catch (IOException e) {
                failed(e);
            }
        }

        @Override
        public void whole(String text) {
            if (!exchange.isAnswered()) { // one that came too late is told already that nothing was done
                pass(name, text, exchange);
            }
        }

        @Override
        public void tooLong() {
            exchange.answer(HttpAnswer.tooLong(maxBytes));
        }

        @Override
        public void failed(IOException fault) {
            exchange.answer(HttpAnswer.failure("The body cannot be read: " + fault.getMessage()));
        }
    }

    private record BackendAnswer(Exchange exchange) implements Backend.Answer {

        @Override
        public void answered(String line) {
            exchange.post(HttpAnswer.json(line));
        }

        @Override
        public void failed(String reason) {
            exchange.post(HttpAnswer.failure(reason));
        }
    }

    private record SettingsAnswer(Exchange exchange) implements Reply {

        @Override
        public void result(@Nullable Object result) {
            exchange.answer(HttpAnswer.json(Json.writeAscii(result)));
        }

        @Override
        public void failure(Failure failure) {
            exchange.answer(HttpAnswer.failure("The settings cannot be read: " + failure.message()));
        }
    }
}
