package dev.patchbay.deploy.internal;

import dev.patchbay.node.Diagnosis;
import dev.patchbay.node.spi.ControlCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** "Why is it not there?" on the control socket: a line for each finding. */
@Component(property = ControlCommand.WORD + "=why")
public final class WhyCommand implements ControlCommand {

    private static final String ALL_WELL = "All bundles and components are at work.\n";

    private final Diagnosis diagnosis;

    @Activate
    public WhyCommand(@Reference Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        output.write(text().getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    private String text() {
        List<Diagnosis.Finding> findings = diagnosis.findings();
        return findings.isEmpty()
                ? ALL_WELL
                : findings.stream().map(WhyCommand::line).collect(Collectors.joining());
    }

    private static String line(Diagnosis.Finding finding) {
        return finding.subject() + ": " + finding.sentence() + "\n";
    }
}
