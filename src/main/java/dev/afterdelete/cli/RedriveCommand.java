package dev.afterdelete.cli;

import dev.afterdelete.Redriving;
import dev.afterdelete.cli.redrive.Conversation;
import dev.afterdelete.cli.redrive.Deed;
import dev.afterdelete.cli.redrive.Dialogue;
import dev.afterdelete.cli.redrive.JsonOutput;
import dev.afterdelete.cli.redrive.Place;
import dev.afterdelete.cli.redrive.TextOutput;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.redrive.Choice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after messages that were refused. */
@Command(
        name = "redrive",
        description = {
            "Lists dead letters by code; sends those that are chosen back to the queue, or drops them.",
            "Without a choice it only looks. It asks before it does anything."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:there are none, or what was asked for is done",
            "1:there are some, none is what was chosen, or not everything that was asked for could be done",
            "2:could not run, or nobody was there to be asked"
        })
@SuppressWarnings("NullAway.Init")
final class RedriveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Mixin
    private RelationsOption relations;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "those with this code; NONE for those that the queue itself moved")
    private Set<String> codes = Set.of();

    @Option(names = "--id", paramLabel = "ID", arity = "1..*", description = "those with these ids")
    private Set<String> ids = Set.of();

    @Option(names = "--table", paramLabel = "TABLE", description = "those about this table")
    private Set<String> tables = Set.of();

    @Option(names = "--all", description = "every one")
    private boolean all;

    @Option(names = "--drop", description = "drop them for good, and what the outbox owes for them")
    private boolean drop;

    @Option(names = "--approve", description = "let their cascades through once, however large they are")
    private boolean approve;

    @Option(names = "--show", paramLabel = "ID", description = "print this one, whole")
    private Optional<String> shown = Optional.empty();

    @Option(names = "--owed", description = "what the outbox has marked as refused, in place of dead letters")
    private boolean owed;

    @Option(names = "--dry-run", description = "only list what would be sent back or dropped")
    private boolean dryRun;

    @Option(names = "--yes", description = "do not ask; for scripts")
    private boolean yes;

    @Option(names = "--json", description = "print JSON for machines, an object a line")
    private boolean json;

    @Override
    public Integer call() {
        requireSense();
        try (var redriving = Redriving.from(environment())) {
            return converse(redriving) ? Main.DONE : Main.LEFT;
        }
    }

    private boolean converse(Redriving redriving) {
        var conversation = conversation(redriving);
        if (shown.isPresent()) {
            return shown(conversation, shown.get());
        }
        if (!hasChoice()) {
            return conversation.list();
        }
        var choice = new Choice(codes, ids, tables);
        if (dryRun) {
            return conversation.rehearse(choice, deed());
        }
        return conversation.act(
                choice,
                deed(),
                switch (deed()) {
                    case SEND -> redriving.queue();
                    case APPROVE -> redriving.approvingQueue();
                    case DROP -> Redriving.nowhere();
                });
    }

    private boolean shown(Conversation conversation, String id) {
        var found = conversation.show(id);
        if (!found) {
            spec.commandLine().getErr().println("There is none of the id " + id + " that can be seen just now.");
        }
        return found;
    }

    private Conversation conversation(Redriving redriving) {
        var place = owed ? Place.OUTBOX : Place.QUEUE;
        var approval = approve ? Approval.GIVEN : Approval.NONE;
        return new Conversation(
                owed ? redriving.debts(approval) : redriving.deadLetters(approval),
                place,
                json ? new JsonOutput() : new TextOutput(place, redriving.queueSystem()),
                yes
                        ? Dialogue.AGREED
                        : Dialogue.ofThisProcess(spec.commandLine().getErr()),
                spec.commandLine().getOut());
    }

    private Deed deed() {
        if (drop) {
            return Deed.DROP;
        }
        return approve ? Deed.APPROVE : Deed.SEND;
    }

    private boolean hasChoice() {
        return all || !codes.isEmpty() || !ids.isEmpty() || !tables.isEmpty();
    }

    private void requireSense() {
        var part = !codes.isEmpty() || !ids.isEmpty() || !tables.isEmpty();
        if (all && part) {
            throw wrong("--all means every one: leave out --code, --id and --table, or --all.");
        }
        if (!hasChoice() && (drop || approve || dryRun || yes)) {
            throw wrong("Which ones? Say --code, --id, --table, or --all.");
        }
        if (drop && approve) {
            throw wrong("--drop and --approve exclude each other.");
        }
        if (shown.isPresent() && hasChoice()) {
            throw wrong("--show prints one and does nothing: leave out what chooses others.");
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private Map<String, String> environment() {
        var environment = new LinkedHashMap<>(main.environment());
        relations.file().ifPresent(file -> environment.put(RelationsOption.SETTING, file.toString()));
        return environment;
    }
}
