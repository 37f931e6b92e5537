package dev.afterdelete.redrive;

import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.fault.FaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Refused messages that wait in the dead-letter queue. */
public final class DeadLetterRedrive implements RefusedMessages {
    private final DeadLetters letters;
    private final RefusedDebts debts;
    private final MessageFormat format;
    private final Duration pause;

    /**
     * Looks into {@code letters}; what is owed stands in {@code debts}.
     *
     * @param pause how long the relay leaves alone what is owed and was sent back
     */
    public DeadLetterRedrive(DeadLetters letters, RefusedDebts debts, MessageFormat format, Duration pause) {
        this.letters = letters;
        this.debts = debts;
        this.format = format;
        this.pause = pause;
    }

    @Override
    public Overview look(Choice choice, Consumer<Refusal> each, Progress progress) {
        var overview = new Overview();
        var census = letters.census();
        overview.hide(census.hidden());
        var cutShort = new LetterWalk(letters).show(census, new Looking(some -> {
            for (var letter : some) {
                var refusal = refusal(letter);
                overview.look(refusal);
                if (choice.includes(refusal)) {
                    overview.add(refusal);
                    each.accept(refusal);
                }
            }
            progress.at(overview.looked(), census.visible());
            return true;
        }));
        if (cutShort) {
            overview.cutShort();
        }
        return overview;
    }

    @Override
    public Optional<Exhibit> find(String id) {
        var found = new ArrayList<Exhibit>();
        new LetterWalk(letters).show(letters.census(), new Looking(some -> {
            some.stream()
                    .filter(letter -> Choice.ofId(id).includes(refusal(letter)))
                    .forEach(letter -> found.add(new Exhibit(refusal(letter), letter.attributes(), letter.body())));
            return found.isEmpty();
        }));
        return found.stream().findFirst();
    }

    @Override
    public Report sendBack(Set<String> ids, Publisher queue, Progress progress) {
        return deal(ids, (chosen, report) -> sendBack(chosen, queue, report), progress);
    }

    @Override
    public Report drop(Set<String> ids, Progress progress) {
        return deal(ids, this::drop, progress);
    }

    private Report deal(Set<String> ids, Dealing.Deed deed, Progress progress) {
        var dealing = new Dealing(ids, deed, progress);
        if (!ids.isEmpty()) {
            new LetterWalk(letters).show(letters.census(), dealing);
        }
        return dealing.report;
    }

    /** Owed again first: should nobody get further than that, the relay sends it. */
    private List<BuriedLetter> sendBack(List<BuriedLetter> chosen, Publisher queue, Report report) {
        report.debts(debts.rearm(debtsOf(chosen), pause));
        var unsent = queue.publish(chosen.stream().map(this::outgoing).toList());
        var sent = new ArrayList<BuriedLetter>();
        for (var place = 0; place < chosen.size(); place++) {
            var letter = chosen.get(place);
            unsent.get(place).ifPresentOrElse(report::undone, () -> sent.add(letter));
        }
        return remove(sent, report, why -> report.doubled(why));
    }

    private List<BuriedLetter> drop(List<BuriedLetter> chosen, Report report) {
        report.debts(debts.forgive(debtsOf(chosen)));
        return remove(chosen, report, why -> report.undone(why));
    }

    /** Returns those that are gone. */
    private List<BuriedLetter> remove(
            List<BuriedLetter> some, Report report, Consumer<dev.afterdelete.fault.Fault> unlessRemoved) {
        var unremoved = letters.remove(some);
        var gone = new ArrayList<BuriedLetter>();
        for (var place = 0; place < some.size(); place++) {
            var letter = some.get(place);
            unremoved.get(place).ifPresentOrElse(unlessRemoved, () -> {
                gone.add(letter);
                report.done();
            });
        }
        return gone;
    }

    private OutgoingMessage outgoing(BuriedLetter letter) {
        return new OutgoingMessage(letter.body(), contents(letter).tenant());
    }

    private List<Long> debtsOf(List<BuriedLetter> some) {
        return some.stream()
                .map(letter -> contents(letter).debt())
                .flatMapToLong(debt -> debt.stream())
                .distinct()
                .boxed()
                .toList();
    }

    private Contents contents(BuriedLetter letter) {
        return Contents.of(letter.body(), format);
    }

    private Refusal refusal(BuriedLetter letter) {
        return new Refusal(
                letter.id(),
                letter.originalId(),
                letter.code(),
                letter.reason(),
                contents(letter).table(),
                letter.since());
    }

    /** Looks at letters, and leaves them where they are. */
    private static final class Looking implements LetterWalk.Visitor {
        private final Function<List<BuriedLetter>, Boolean> look;
        private boolean content;

        /** Looks on as long as {@code look} says so. */
        private Looking(Function<List<BuriedLetter>, Boolean> look) {
            this.look = look;
        }

        @Override
        public List<BuriedLetter> visit(List<BuriedLetter> some) {
            content = !look.apply(some);
            return List.of();
        }

        @Override
        public boolean isContent() {
            return content;
        }
    }

    /** Deals with chosen letters, until all of them have been met or nothing works any more. */
    private static final class Dealing implements LetterWalk.Visitor {
        private final Report report = new Report();
        private final Set<String> open;
        private final Deed deed;
        private final Progress progress;
        private final long all;
        private boolean hopeless;

        private Dealing(Set<String> ids, Deed deed, Progress progress) {
            this.open = new HashSet<>(ids);
            this.deed = deed;
            this.progress = progress;
            this.all = ids.size();
        }

        /** What is done with letters: returns those that are gone. */
        private interface Deed {
            List<BuriedLetter> on(List<BuriedLetter> chosen, Report report);
        }

        @Override
        public List<BuriedLetter> visit(List<BuriedLetter> some) {
            var chosen =
                    some.stream().filter(letter -> open.remove(letter.id())).toList();
            if (chosen.isEmpty()) {
                return List.of();
            }
            var before = report.dealtWith();
            var gone = carryOut(chosen);
            hopeless = report.dealtWith() == before;
            progress.at(report.dealtWith(), all);
            return gone;
        }

        private List<BuriedLetter> carryOut(List<BuriedLetter> chosen) {
            try {
                return deed.on(chosen, report);
            } catch (FaultException undone) {
                chosen.forEach(_ -> report.undone(undone.fault()));
                return List.of();
            }
        }

        @Override
        public boolean isContent() {
            return hopeless || open.isEmpty();
        }
    }
}
