package dev.afterdelete.cli.queue;

import dev.afterdelete.QueueTopology;
import dev.afterdelete.cli.Main;
import dev.afterdelete.rabbit.RabbitMqDeclaration.Finding;
import dev.afterdelete.rabbit.RabbitMqDeclaration.State;
import dev.afterdelete.rabbit.RabbitMqTopology;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what RabbitMQ has to hold and what of it is there, or makes what is missing. */
@Command(
        name = "queue",
        description = {
            "Says which exchanges and queues RabbitMQ has to hold, and what of it is there; with --apply, makes what is missing.",
            "What is there and different is named and stays as it is. Queues of SQS are made by template.yaml."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is there", "1:something is missing or different; the output says what", "2:could not run"
        })
@SuppressWarnings("NullAway.Init")
public final class QueueCommand implements Callable<Integer> {
    private static final Set<State> FINE = Set.of(State.THERE, State.MADE);

    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Option(names = "--apply", description = "make what is missing, unless something is different")
    private boolean apply;

    @Option(names = "--print", description = "only print what has to be there, without asking RabbitMQ")
    private boolean print;

    @Override
    public Integer call() {
        if (apply && print) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--apply and --print exclude each other.");
        }
        var topology = QueueTopology.from(main.environment());
        if (print) {
            spec.commandLine().getOut().print(text(topology.wanted()));
            spec.commandLine().getOut().flush();
            return Main.DONE;
        }
        return report(apply ? topology.apply() : topology.compare());
    }

    private int report(List<Finding> findings) {
        var out = spec.commandLine().getOut();
        for (var finding : findings) {
            out.printf("%-9s %s%n", finding.state().name().toLowerCase(Locale.ROOT), finding.thing());
            if (!finding.matter().isEmpty()) {
                out.printf("          %s%n", finding.matter());
            }
        }
        var isFine = findings.stream().map(Finding::state).allMatch(FINE::contains);
        if (!isFine) {
            out.println(hint(findings));
        }
        return isFine ? Main.DONE : Main.LEFT;
    }

    private static String hint(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.state() == State.DIFFERENT)
                ? "Nothing was changed: another name (?queue=…), or delete what is different once it is empty."
                : "`afterdelete queue --apply` makes what is missing.";
    }

    private static String text(RabbitMqTopology topology) {
        var text = new StringBuilder();
        topology.exchanges().forEach(exchange -> text.append("exchange %s: direct, durable%n".formatted(exchange)));
        topology.queues().forEach(queue -> {
            text.append("queue %s: durable%n".formatted(queue.name()));
            new TreeMap<>(queue.arguments())
                    .forEach((name, value) -> text.append("  %s: %s%n".formatted(name, value)));
        });
        topology.bindings()
                .forEach(binding -> text.append("binding %s -> %s, key %s%n"
                        .formatted(binding.exchange(), binding.queue(), binding.key())));
        return text.toString();
    }
}
