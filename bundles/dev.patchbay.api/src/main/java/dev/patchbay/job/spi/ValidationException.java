package dev.patchbay.job.spi;

import dev.patchbay.job.JobError;
import java.util.ArrayList;
import java.util.List;

/**
 * The task refuses its input, for one reason or several, each with its place. A {@code verify} collects them and throws
 * once, so that whoever submitted the job can mend all of them:
 *
 * <pre>{@code
 * ValidationException faults = new ValidationException();
 * if (input.size() < 1) {
 *     faults.add(List.of(0, "size"), "Expected a size of 1 or more, got " + input.size());
 * }
 * faults.throwIfAny();
 * }</pre>
 *
 * <p>The job has failed then with code {@link JobError#INVALID} and the reasons as {@code extra}. Not thread-safe.
 */
public final class ValidationException extends VerifyException {

    /** What a reason has as its code unless another is given. */
    public static final int VIOLATION = 22;

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final List<Violation> violations;

    /**
     * One reason.
     *
     * @param path from the arguments to the value: the argument's position, then names of properties and indexes
     * @param message one sentence: expected, got, what to do
     * @param code a number programs can act on
     */
    public record Violation(List<Object> path, String message, int code) {}

    /** Without reasons yet. */
    public ValidationException() {
        this(new ArrayList<>());
    }

    private ValidationException(List<Violation> violations) {
        super(JobError.INVALID, "Validation failed", violations);
        this.violations = violations;
    }

    /** Another reason; see {@link Violation}. */
    public ValidationException add(List<?> path, String message) {
        return add(path, message, VIOLATION);
    }

    /** Likewise, with a code of its own. */
    public ValidationException add(List<?> path, String message, int code) {
        violations.add(new Violation(steps(path), message, code));
        return this;
    }

    /**
     * The reasons of another one, which another task's {@code verify} threw for instance, whose paths begin otherwise.
     *
     * @param from how their paths begin; those that begin otherwise are taken as they are
     * @param to how they begin here
     */
    public ValidationException addAll(ValidationException other, List<?> from, List<?> to) {
        for (Violation violation : List.copyOf(other.violations)) {
            add(rebased(violation.path(), steps(from), to), violation.message(), violation.code());
        }
        return this;
    }

    private static List<?> rebased(List<?> path, List<?> from, List<?> to) {
        if (path.size() < from.size() || !path.subList(0, from.size()).equals(from)) {
            return path;
        }
        List<Object> rebased = new ArrayList<>(to);
        rebased.addAll(path.subList(from.size(), path.size()));
        return rebased;
    }

    /** Positions are equal whatever they were counted with. */
    private static List<Object> steps(List<?> path) {
        return path.stream()
                .<Object>map(step -> step instanceof Integer index ? (Object) index.longValue() : step)
                .toList();
    }

    /** Whether there is a reason. */
    public boolean isNeeded() {
        return !violations.isEmpty();
    }

    /** @throws ValidationException this one, when there is a reason */
    public void throwIfAny() throws ValidationException {
        if (isNeeded()) {
            throw this;
        }
    }
}
