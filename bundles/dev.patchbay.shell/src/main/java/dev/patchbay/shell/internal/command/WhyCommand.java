package dev.patchbay.shell.internal.command;

import dev.patchbay.node.Diagnosis;
import dev.patchbay.node.Diagnosis.Finding;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells why something is not there. */
@Descriptor("""
        why [TEXT]
        Tell what does not work and why: bundles, components, dropped files.
        With a text, only what mentions it.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "why")
@Component(service = ShellCommand.class)
public final class WhyCommand extends ShellCommand {

    private final Diagnosis diagnosis;

    @Activate
    public WhyCommand(@Reference Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    @Override
    public List<String> candidates() {
        return diagnosis.findings().stream().map(Finding::subject).distinct().toList();
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        Optional<String> text = words.last();
        List<Finding> findings = diagnosis.findings().stream()
                .filter(finding -> text.isEmpty() || mentions(finding, text.get()))
                .toList();
        if (findings.isEmpty()) {
            screen.line(
                    text.isEmpty()
                            ? "Everything that was dropped or installed works."
                            : "Nothing that does not work mentions '" + text.get()
                                    + "'; was it dropped into deploy at all?");
        }
        // never cut: the sentence is the answer
        findings.forEach(finding -> screen.line(finding.subject() + ": " + finding.sentence()));
    }

    private static boolean mentions(Finding finding, String text) {
        return finding.subject().contains(text) || finding.sentence().contains(text);
    }
}
