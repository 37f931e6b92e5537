package dev.afterdelete.cli.queue;

import dev.afterdelete.QueueTopology;
import dev.afterdelete.cli.Main;
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
            throw new CommandLine.ParameterException(spec.commandLine(), "--apply and --print exclude each other.");
        }
        var topology = QueueTopology.from(main.environment());
        var out = spec.commandLine().getOut();
        if (print) {
            out.print(TopologyText.of(topology));
            out.flush();
            return Main.DONE;
        }
        var report = apply ? TopologyReport.ofApplying(topology) : TopologyReport.ofComparing(topology);
        out.print(report.text());
        out.flush();
        return report.isFine() ? Main.DONE : Main.LEFT;
    }
}
