package dev.afterdelete.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The turns of all rounds, and what they come to. Ratios are those of the same round; of several rounds, the median.
 */
final class Standings {
    private final List<Contestant> contestants;
    private final Map<String, List<Turn>> turns = new LinkedHashMap<>();

    Standings(List<Contestant> contestants) {
        this.contestants = contestants;
        contestants.forEach(contestant -> turns.put(contestant.name(), new ArrayList<>()));
    }

    void add(Turn turn) {
        turnsOf(turn.contestant()).add(turn);
    }

    /** A Markdown table, a line for each contestant. */
    String table() {
        var table = new StringBuilder("""
                | | rows/s | slowest to fastest round | ratio to naive | statements | commits | round trips | largest transaction |
                |---|---:|---:|---:|---:|---:|---:|---:|
                """);
        contestants.forEach(contestant -> table.append(line(contestant)));
        return table.toString();
    }

    /** Whether the contestant took part. */
    boolean has(String contestant) {
        return turns.containsKey(contestant);
    }

    /** The median, over the rounds, of how many times as fast as {@code other} the contestant {@code one} was. */
    double ratio(String one, String other) {
        var ones = turnsOf(one);
        var others = turnsOf(other);
        return median(IntStream.range(0, ones.size())
                .mapToDouble(round ->
                        ones.get(round).rowsPerSecond() / others.get(round).rowsPerSecond())
                .boxed()
                .toList());
    }

    /** The median, over the rounds, of {@code figure} of a contestant's turns. */
    double median(String contestant, ToDoubleFunction<Turn> figure) {
        return median(turnsOf(contestant).stream().mapToDouble(figure).boxed().toList());
    }

    private List<Turn> turnsOf(String contestant) {
        return Objects.requireNonNull(turns.get(contestant), contestant);
    }

    private String line(Contestant contestant) {
        var name = contestant.name();
        var speeds = turnsOf(name).stream().map(Turn::rowsPerSecond).sorted().toList();
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f to %,.0f | %s | %s | %s | %s | %,d rows |%n",
                name,
                median(speeds),
                speeds.getFirst(),
                speeds.getLast(),
                has(HandWritten.NAIVE) ? figure(ratio(name, HandWritten.NAIVE)) : "–",
                figure(median(name, turn -> turn.perMessage(turn.counted().statements()))),
                figure(median(name, turn -> turn.perMessage(turn.counted().commits()))),
                figure(median(name, turn -> turn.perMessage(turn.counted().roundTrips()))),
                contestant.rowsGone((long) median(name, turn -> turn.counted().largestTransaction())));
    }

    /** Statements and the like, a message: few digits are enough, and small numbers need them. */
    static String figure(double number) {
        return String.format(Locale.ROOT, number < 1 ? "%.4f" : "%.2f", number);
    }

    static double median(List<Double> numbers) {
        var sorted = numbers.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
