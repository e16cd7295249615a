package dev.patchbay.journal.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes queries of all kinds: of columns and of what is none, with values that fit and that do not. */
final class QueryMaker {

    static final List<String> NAMES = List.of("disk.format", "Disk.format", "volume.create", "ü", "a b", "");
    static final List<String> USERS = List.of("ann", "bob", "", "Zoë");

    private static final List<String> OPERATORS =
            List.of("=", "=", "!=", ">", "<", ">=", "<=", "in", "nin", "~", "contains", "match", "in");
    private static final List<String> FIELDS = List.of(
            "id",
            "name",
            "state",
            "user",
            "session",
            "parent",
            "abortable",
            "created_at",
            "started_at",
            "finished_at",
            "args.0",
            "progress.message",
            "nothing",
            "error.code");

    private final Random random;

    QueryMaker(Random random) {
        this.random = random;
    }

    List<Object> filter() {
        List<Object> filter = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            filter.add(criterion(2));
        }
        return filter;
    }

    private Object criterion(int depth) {
        if (depth > 0 && random.nextInt(4) == 0) {
            List<Object> parts = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                parts.add(criterion(depth - 1));
            }
            return List.of(any("and", "or", "nor"), parts);
        }
        String operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
        String field = FIELDS.get(random.nextInt(FIELDS.size()));
        return Arrays.asList(field, operator, operand(operator, field));
    }

    private Object operand(String operator, String field) {
        if (operator.equals("~")) {
            return any("a.*", ".", "^F", "i");
        }
        if (operator.equals("match")) {
            return any("*i*", "[A-F]*", "?*", "");
        }
        if (operator.equals("in") || operator.equals("nin")) {
            List<Object> values = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                values.add(value(field));
            }
            return values;
        }
        return value(field);
    }

    private Object value(String field) {
        if (random.nextInt(8) == 0) {
            return any(null, "x\0", 1.5, true, "2026-11-01", Instant.MAX, List.of(1L), "\ud800");
        }
        Instant time =
                TestJobs.START.plusSeconds(random.nextInt(100)).plusNanos(any(0L, 0L, 1L, 5_000_000L, 9_000_000L));
        return switch (field) {
            case "id" -> any((long) random.nextInt(800), random.nextInt(800), 1e300, 350.0);
            case "name" -> NAMES.get(random.nextInt(NAMES.size()));
            case "state" -> any("FINISHED", "FAILED", "CREATED", "EXECUTING", "finished");
            case "user" -> USERS.get(random.nextInt(USERS.size()));
            case "session", "parent", "args.0" -> any((long) random.nextInt(6), (double) random.nextInt(6), null);
            case "abortable" -> random.nextBoolean();
            case "created_at", "started_at", "finished_at" -> random.nextBoolean() ? time : time.toString();
            case "progress.message" -> any("Finished", "Failed");
            default -> any(14L, "x", null);
        };
    }

    Map<String, Object> options() {
        Map<String, Object> options = new HashMap<>();
        List<String> sort = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String field = FIELDS.get(random.nextInt(random.nextInt(5) == 0 ? FIELDS.size() : 10));
            sort.add((random.nextBoolean() ? "-" : "") + field);
        }
        options.put("sort", sort.size() == 1 ? sort.get(0) : sort);
        put(options, "limit", any(0L, 1L, 7L, 300L));
        put(options, "offset", any(0L, 3L, 500L));
        put(options, "reverse", true);
        put(options, "count", random.nextInt(3) == 0);
        put(options, "single", random.nextInt(3) == 0);
        options.put("select", any("id", "id", List.of("id", "state"), null));
        return options;
    }

    private void put(Map<String, Object> options, String name, Object value) {
        if (random.nextInt(3) == 0) {
            options.put(name, value);
        }
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}
