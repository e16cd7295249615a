package dev.patchbay.cli;

import dev.patchbay.cli.words.UsageException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A service that is told in words what to do, over HTTP. Source: shmooze, §3.2 and §11. */
final class TextService {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    /** A gateway gives its service ten seconds. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private static final int SHOWN_CHARS = 200;

    private final URI url;

    private TextService(URI url) {
        this.url = url;
    }

    /** The one at an address that somebody typed. */
    static TextService at(String address) throws UsageException {
        try {
            URI url = new URI(address);
            if (url.getHost() != null && List.of("http", "https").contains(Objects.toString(url.getScheme(), ""))) {
                return new TextService(url);
            }
        } catch (URISyntaxException e) {
            throw noAddress(address);
        }
        throw noAddress(address);
    }

    private static UsageException noAddress(String address) {
        return new UsageException("Expected http://HOST:PORT/nlp in --url or MZ_ENDPOINT, got '" + address + "'");
    }

    /**
     * Says it and waits for the answer.
     *
     * @return the result; null when the service has nothing to say
     * @throws CallFailedException with what the service says against it
     * @throws IOException when there is no answer, or none of a text-command service
     */
    @Nullable
    Object say(String message) throws IOException, InterruptedException, CallFailedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", "text/json")
                .POST(HttpRequest.BodyPublishers.ofString(command(message)))
                .build();
        return result(send(request));
    }

    private static String command(String message) {
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("cmd", "do");
        command.put("args", Map.of("message", message));
        return Json.writeAscii(command);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        // a request to change to HTTP/2 confuses small servers
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw new IOException("No answer from " + url + " in time; is the service behind it running?", e);
        } catch (ConnectException e) {
            throw new IOException(
                    "Nobody answers at " + url + "; start the gateway, or name another with --url or MZ_ENDPOINT", e);
        }
    }

    private @Nullable Object result(HttpResponse<String> response) throws IOException, CallFailedException {
        if (response.statusCode() != 200) {
            throw unexpected("HTTP " + response.statusCode() + ": " + shown(response.body()));
        }
        Map<?, ?> envelope = envelope(response.body());
        if (Boolean.TRUE.equals(envelope.get("success"))) {
            return envelope.get("result");
        }
        throw new CallFailedException(0, Objects.toString(envelope.get("error"), "failed"), null);
    }

    private Map<?, ?> envelope(String body) throws IOException {
        try {
            if (Json.parse(body) instanceof Map<?, ?> envelope && envelope.get("success") instanceof Boolean) {
                return envelope;
            }
        } catch (JsonException e) {
            throw unexpected("'" + shown(body) + "'");
        }
        throw unexpected(shown(body));
    }

    private IOException unexpected(String got) {
        return new IOException("Expected the answer of a text-command service at " + url + ", got " + got);
    }

    /** An error page without its tags, as one short line. */
    private static String shown(String body) {
        String text = body.replaceAll("(?s)<[^>]*>", " ")
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
    }
}
