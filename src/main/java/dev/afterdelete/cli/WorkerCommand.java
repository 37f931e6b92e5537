package dev.afterdelete.cli;

import dev.afterdelete.Afterdelete;
import dev.afterdelete.QueueWorker;
import dev.afterdelete.cli.health.HealthServer;
import dev.afterdelete.cli.input.Termination;
import dev.afterdelete.worker.Pulse;
import dev.afterdelete.worker.StopSignal;
import dev.afterdelete.worker.Worker;
import dev.afterdelete.worker.WorkerPolicy;
import dev.afterdelete.worker.WorkerPolicy.End;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Consumes the queue where there is no Lambda. */
@Command(
        name = "worker",
        description =
                "Consumes the queue, as CleanupFunction does on Lambda, until it is told to stop (SIGTERM, Ctrl-C).",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it was told to stop; with --until-empty, the queue hands nothing over and no message failed",
            "1:with --until-empty, a message failed and comes again",
            "2:could not run; with --until-empty also when the queue is away at the start, or does not answer for a minute"
        })
@SuppressWarnings("NullAway.Init")
final class WorkerCommand implements Callable<Integer> {
    private static final int MAX_BATCH = 1_000;

    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "100",
            description = "messages that are carried out together, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private int batchSize;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "PT0.2S",
            description = "how long to gather them, from the first on (ISO 8601; default: ${DEFAULT-VALUE})")
    private Duration window;

    @Option(names = "--until-empty", description = "stop when the queue hands nothing over any more")
    private boolean untilEmpty;

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            description = "answer GET /health on this port of 127.0.0.1: 200 while it gets on, 503 while it does not")
    private Optional<Integer> healthPort = Optional.empty();

    @Override
    public Integer call() {
        if (batchSize < 1 || batchSize > MAX_BATCH) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--batch-size: expected 1 to %d, was %d".formatted(MAX_BATCH, batchSize));
        }
        if (window.isNegative()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--window: expected no negative time");
        }
        return work();
    }

    private int work() {
        var stop = new StopSignal();
        var err = spec.commandLine().getErr();
        var pulse = new Pulse(InstantSource.system());
        try (var health = HealthServer.start(healthPort, pulse);
                var termination = Termination.asking(() -> ask(stop));
                var afterdelete = Afterdelete.from(main.environment(), err::println);
                var queue = new QueueWorker(main.environment(), afterdelete)) {
            var worker =
                    queue.worker(WorkerPolicy.of(batchSize, window, untilEmpty ? End.EMPTY : End.ASKED), stop, pulse);
            health.address().ifPresent(address -> err.println("worker: health at " + address));
            var tally = worker.run();
            print(tally);
            return termination.exitingWith(untilEmpty && tally.failed() > 0 ? Main.LEFT : Main.DONE);
        }
    }

    private void ask(StopSignal stop) {
        if (!stop.isAsked()) {
            stop.ask();
            spec.commandLine().getErr().println("worker: stopping, once what is under way is over");
        }
    }

    private void print(Worker.Tally tally) {
        spec.commandLine()
                .getOut()
                .printf("worker: %,d messages ended, %,d failed and come again%n", tally.settled(), tally.failed());
    }
}
