package dev.afterdelete.cli.queue;

import dev.afterdelete.QueueTopology;
import dev.afterdelete.rabbit.RabbitMqDeclaration.Finding;
import dev.afterdelete.rabbit.RabbitMqDeclaration.State;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What RabbitMQ holds of what it has to. Apart from the command, so that of RabbitMQ nothing is loaded before it is
 * asked for.
 */
record TopologyReport(List<Finding> findings) {
    private static final Set<State> FINE = Set.of(State.THERE, State.MADE);

    TopologyReport {
        findings = List.copyOf(findings);
    }

    static TopologyReport ofComparing(QueueTopology topology) {
        return new TopologyReport(topology.compare());
    }

    static TopologyReport ofApplying(QueueTopology topology) {
        return new TopologyReport(topology.apply());
    }

    /** Whether all is there as it has to be. */
    boolean isFine() {
        return findings.stream().map(Finding::state).allMatch(FINE::contains);
    }

    /** A line for each thing, and what to do about those that are not as they have to be. */
    String text() {
        var text = new StringBuilder();
        for (var finding : findings) {
            var state = finding.state().name().toLowerCase(Locale.ROOT);
            text.append("%-9s %s%n".formatted(state, finding.thing()));
            if (!finding.matter().isEmpty()) {
                text.append("          %s%n".formatted(finding.matter()));
            }
        }
        return text.append(isFine() ? "" : hint()).toString();
    }

    private String hint() {
        var differs = findings.stream().anyMatch(finding -> finding.state() == State.DIFFERENT);
        return differs
                ? "Nothing was changed: take another name (?queue=…), or delete what is different once it is empty.%n"
                        .formatted()
                : "`afterdelete queue --apply` makes what is missing.%n".formatted();
    }
}
