package dev.afterdelete.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is expected of Afterdelete, whatever the disk, beside what was measured. */
final class Targets {
    private final Standings standings;

    Targets(Standings standings) {
        this.standings = standings;
    }

    /** A Markdown table, a line for each target. */
    String table() {
        var table = new StringBuilder("""
                | target | expected | measured | |
                |---|---:|---:|---|
                """);
        targets().forEach(target -> table.append(target.line()));
        return table.toString();
    }

    private List<Target> targets() {
        return Stream.of(
                        speed(1_000, HandWritten.NATIVE, 0.85),
                        speed(1_000, HandWritten.GIANT, 0.70),
                        speed(10, HandWritten.NAIVE, 4.00),
                        speed(1, HandWritten.IN_TRANSACTIONS, 0.95),
                        statements(1_000, 0.02),
                        statements(10, 0.5),
                        statements(1, 5))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Target> speed(int batchSize, String other, double expected) {
        var name = ConsumerContestant.name(batchSize);
        if (!standings.has(name) || !standings.has(other)) {
            return Optional.empty();
        }
        return Optional.of(new Target(
                name + ": times as fast as " + other, expected, standings.ratio(name, other), Sense.AT_LEAST));
    }

    private Optional<Target> statements(int batchSize, double expected) {
        var name = ConsumerContestant.name(batchSize);
        if (!standings.has(name)) {
            return Optional.empty();
        }
        var measured = standings.median(
                name,
                turn -> turn.perMessage(
                        turn.counted().statements() + turn.counted().commits()));
        return Optional.of(new Target(name + ": statements and commits a message", expected, measured, Sense.AT_MOST));
    }

    private enum Sense {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Sense(String sign) {
            this.sign = sign;
        }
    }

    private record Target(String what, double expected, double measured, Sense sense) {
        private String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s %s | %s | %s |%n",
                    what,
                    sense.sign,
                    Standings.figure(expected),
                    Standings.figure(measured),
                    isMet() ? "met" : "NOT met");
        }

        private boolean isMet() {
            return switch (sense) {
                case AT_LEAST -> measured >= expected;
                case AT_MOST -> measured <= expected;
            };
        }
    }
}
