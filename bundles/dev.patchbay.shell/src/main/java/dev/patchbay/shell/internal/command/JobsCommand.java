package dev.patchbay.shell.internal.command;

import dev.patchbay.job.Job;
import dev.patchbay.job.JobRecord;
import dev.patchbay.job.Jobs;
import dev.patchbay.rpc.CallException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the newest jobs, shows one, or asks one to end. */
@Descriptor("""
        jobs [ID | abort ID]
        List the newest twenty jobs, show one with everything that is known of it, or ask one to end.
        More of them: job.query.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "jobs")
@Component(service = ShellCommand.class)
public final class JobsCommand extends ShellCommand {

    private static final long NEWEST = 20;

    private final Jobs jobs;

    @Activate
    public JobsCommand(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        List<String> typed = words.rest();
        if (typed.isEmpty()) {
            screen.table(newest());
        } else if (typed.get(0).equals("abort") && typed.size() == 2) {
            abort(job(typed.get(1)));
            screen.line("Asked to end.");
        } else {
            screen.json(JobRecord.of(job(String.join(" ", typed))));
        }
    }

    private void abort(Job job) throws CallException {
        if (job.state().isFinal()) {
            throw new IllegalArgumentException("Job " + job.id() + " has ended already: " + job.state());
        }
        jobs.abort(job.id());
    }

    private Job job(String id) throws CallException {
        if (!id.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("Expected the number of a job, got '" + id + "'; 'jobs' lists them");
        }
        return jobs.find(Long.parseLong(id))
                .orElseThrow(() -> new IllegalArgumentException("There is no job " + id + "; 'jobs' lists the newest"));
    }

    private Table newest() throws CallException {
        Table table = new Table("ID", "TASK", "STATE", "USER", "CREATED");
        if (jobs.query(null, Map.of("sort", "-id", "limit", NEWEST)) instanceof Stream<?> found) {
            try (found) {
                found.forEach(each -> addTo(table, (Map<?, ?>) each));
            }
        }
        return table;
    }

    private static void addTo(Table table, Map<?, ?> job) {
        table.row(text(job, "id"), text(job, "name"), text(job, "state"), text(job, "user"), text(job, "created_at"));
    }

    private static String text(Map<?, ?> job, String key) {
        return String.valueOf(job.get(key));
    }
}
