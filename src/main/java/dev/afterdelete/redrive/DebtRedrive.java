package dev.afterdelete.redrive;

import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.event.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Refused messages that the outbox still has a row of, whether there is a dead letter of them or not. */
public final class DebtRedrive implements RefusedMessages {
    private static final int PAGE = 50;

    /** The most rows that one call remembers the ids of. */
    private static final int MOST_MEANT = 100_000;

    private final RefusedDebts debts;
    private final MessageFormat format;
    private final Duration pause;

    /**
     * Looks into {@code debts}.
     *
     * @param pause how long the relay leaves alone what was sent back
     */
    public DebtRedrive(RefusedDebts debts, MessageFormat format, Duration pause) {
        this.debts = debts;
        this.format = format;
        this.pause = pause;
    }

    @Override
    public Overview look(Choice choice, Consumer<Refusal> each, Progress progress) {
        var overview = new Overview();
        forEachPage(page -> {
            for (var debt : page) {
                var refusal = refusal(debt);
                overview.look(refusal);
                if (choice.includes(refusal)) {
                    overview.add(refusal);
                    each.accept(refusal);
                }
            }
            progress.at(overview.looked(), 0);
            if (overview.ids().size() >= MOST_MEANT) {
                overview.cutShort();
            }
            return !overview.isCutShort();
        });
        return overview;
    }

    @Override
    public Optional<Exhibit> find(String id) {
        return number(id).stream()
                .mapToObj(row -> debts.page(row - 1, 1))
                .flatMap(List::stream)
                .filter(debt -> id.equals(String.valueOf(debt.id())))
                .findFirst()
                .map(debt -> new Exhibit(refusal(debt), Map.of(), debt.body()));
    }

    @Override
    public Report sendBack(Set<String> ids, Publisher queue, Progress progress) {
        return deal(ids, (chosen, report) -> sendBack(chosen, queue, report), progress);
    }

    @Override
    public Report drop(Set<String> ids, Progress progress) {
        return deal(
                ids,
                (chosen, report) -> {
                    var forgiven =
                            debts.forgive(chosen.stream().map(RefusedDebt::id).toList());
                    report.debts(forgiven);
                    chosen.forEach(_ -> report.done());
                },
                progress);
    }

    private interface Deed {
        void on(List<RefusedDebt> chosen, Report report);
    }

    private Report deal(Set<String> ids, Deed deed, Progress progress) {
        var report = new Report();
        forEachPage(page -> {
            var chosen = page.stream()
                    .filter(debt -> ids.contains(String.valueOf(debt.id())))
                    .toList();
            if (!chosen.isEmpty()) {
                deed.on(chosen, report);
                progress.at(report.dealtWith() + report.left(), ids.size());
            }
            return report.dealtWith() + report.left() < ids.size();
        });
        return report;
    }

    /** Owed again first; then it is sent, and what cannot be sent now is left to the relay. */
    private void sendBack(List<RefusedDebt> chosen, Publisher queue, Report report) {
        var readable = new ArrayList<Long>();
        var messages = new ArrayList<OutgoingMessage>();
        for (var debt : chosen) {
            switch (format.read(debt.body())) {
                case Reading.Understood(var message) -> {
                    readable.add(debt.id());
                    messages.add(new OutgoingMessage(
                            format.write(message.owing(debt.debt())),
                            message.envelope().tenant()));
                }
                case Reading.Refused(var fault) -> report.undone(fault);
            }
        }
        report.debts(debts.rearm(readable, pause));
        for (var unsent : queue.publish(messages)) {
            unsent.ifPresentOrElse(report::undone, report::done);
        }
    }

    private interface Visitor {
        /** Visits a page; returns whether it wants another. */
        boolean visit(List<RefusedDebt> page);
    }

    private void forEachPage(Visitor visitor) {
        var more = true;
        for (var page = debts.page(0, PAGE); more && !page.isEmpty(); ) {
            more = visitor.visit(page);
            page = more ? debts.page(page.getLast().id(), PAGE) : List.of();
        }
    }

    private static OptionalLong number(String id) {
        return id.matches("[1-9][0-9]{0,17}") ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }

    private Refusal refusal(RefusedDebt debt) {
        var id = String.valueOf(debt.id());
        var table = Contents.of(debt.body(), format).table();
        return new Refusal(id, id, debt.code(), Optional.empty(), table, debt.refused());
    }
}
