package dev.afterdelete.house;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A {@code SEARCH} of a dashboard, in the documented forms that dashboards here use: some values of one dimension, one
 * metric by a part of its name, and some names or parts of names that are left out.
 *
 * @param values of the dimension, exact
 * @param metric a part of the names that are found
 * @param without parts of names, or whole ones in quotes
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html">CloudWatch
 *     search expression syntax</a>
 */
record MetricSearch(String namespace, String dimension, List<String> values, String metric, List<String> without) {
    private static final String VALUE = "\"\\w+\"";
    private static final Pattern SEARCH =
            Pattern.compile("SEARCH\\('\\{(\\w+),(\\w+)} (" + VALUE + "|\\(" + VALUE + "(?: OR " + VALUE
                    + ")+\\)) MetricName=(\\w+)((?: NOT MetricName=(?:\\w+|" + VALUE + "))*)', '\\w+', 300\\)");
    private static final Pattern QUOTED = Pattern.compile("\"(\\w+)\"");
    private static final Pattern LEFT_OUT = Pattern.compile("NOT MetricName=(\"?\\w+\"?)");

    /** Words begin at capitals, of several the last begins the next word; digits are words; all else only parts. */
    private static final Pattern TOKEN = Pattern.compile("[0-9]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+");

    static Optional<MetricSearch> parse(String expression) {
        var search = SEARCH.matcher(expression);
        return search.matches()
                ? Optional.of(new MetricSearch(
                        search.group(1),
                        search.group(2),
                        all(QUOTED, search.group(3)),
                        search.group(4),
                        all(LEFT_OUT, search.group(5))))
                : Optional.empty();
    }

    /** Of these names those that CloudWatch would find. */
    List<String> found(Collection<String> names) {
        return names.stream()
                .filter(name -> isPart(metric, name))
                .filter(name -> without.stream().noneMatch(term -> matches(term, name)))
                .toList();
    }

    private static boolean matches(String term, String name) {
        return term.startsWith("\"") ? term.equals("\"" + name + "\"") : isPart(term, name);
    }

    /** One token is found whatever its case, several only as they are and one after the other. */
    static boolean isPart(String term, String name) {
        var wanted = tokens(term);
        var there = tokens(name);
        if (wanted.size() == 1) {
            var whole = new ArrayList<>(there);
            whole.add(String.join("", there));
            return whole.stream().anyMatch(wanted.getFirst()::equalsIgnoreCase);
        }
        return Collections.indexOfSubList(there, wanted) >= 0;
    }

    static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
