package dev.patchbay.job.internal;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobRecord;
import dev.patchbay.job.Jobs;
import dev.patchbay.json.Json;
import dev.patchbay.node.spi.ControlCommand;
import dev.patchbay.rpc.CallException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the newest jobs on the control socket, shows one, or asks one to end. */
@Component(property = ControlCommand.WORD + "=jobs")
public final class JobsCommand implements ControlCommand {

    private static final long NEWEST = 20;
    private static final String USAGE = "Expected: jobs | jobs ID | jobs abort ID\n";

    private final Jobs jobs;

    @Activate
    public JobsCommand(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        output.write(text(words).getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    private String text(List<String> words) {
        try {
            if (words.isEmpty()) {
                return newest();
            }
            boolean aborts = words.get(0).equals("abort");
            return words.size() == (aborts ? 2 : 1) ? one(Long.parseLong(words.get(words.size() - 1)), aborts) : USAGE;
        } catch (NumberFormatException e) {
            return USAGE;
        } catch (CallException e) {
            return e.getMessage() + "\n";
        }
    }

    private String newest() throws CallException {
        List<Map<?, ?>> records = new ArrayList<>();
        if (jobs.query(null, Map.of("sort", "-id", "limit", NEWEST)) instanceof Stream<?> found) {
            try (found) {
                found.filter(Map.class::isInstance).forEach(entry -> records.add((Map<?, ?>) entry));
            }
        }
        return records.isEmpty() ? "There are no jobs.\n" : JobTable.of(records);
    }

    private String one(long id, boolean aborts) throws CallException {
        if (aborts) {
            jobs.abort(id);
        }
        return jobs.find(id).map(JobsCommand::pretty).orElse("There is no job " + id + ".\n");
    }

    private static String pretty(Job job) {
        return Json.writePretty(JobRecord.of(job)) + "\n";
    }
}
