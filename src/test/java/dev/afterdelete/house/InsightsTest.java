package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.observe.EmittedMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the queries of {@code docs/operations.md} against the fields of the lines that the functions write. */
class InsightsTest {
    private static final Pattern QUERY = Pattern.compile("<!-- insights -->\\R```\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|/[^/]*/");
    private static final Pattern NAMED = Pattern.compile("\\bas ([A-Za-z]\\w*)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][\\w.]*");

    /** Words of the language, and functions of it. */
    private static final Set<String> WORDS = Set.of(
            "filter",
            "stats",
            "sort",
            "display",
            "by",
            "as",
            "and",
            "or",
            "like",
            "desc",
            "asc",
            "count",
            "sum",
            "max",
            "pct",
            "bin",
            "ispresent",
            "h",
            "m");

    /**
     * Fields of Lambda's own lines.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html">Lambda: telemetry
     *     schema</a>
     */
    private static final Set<String> OF_LAMBDA = Set.of(
            "type", "record.metrics.initDurationMs", "record.metrics.restoreDurationMs", "record.metrics.durationMs");

    @Test
    void everyFieldOfAQueryIsOneThatTheFunctionsWrite() throws IOException {
        var queries = QUERY.matcher(Files.readString(Path.of("docs/operations.md")))
                .results()
                .map(query -> query.group(1))
                .toList();
        assertThat(queries)
                .isNotEmpty()
                .allSatisfy(query -> assertThat(unknown(query)).as(query).isEmpty());
    }

    @Test
    void aFieldThatNobodyWritesIsNoticed() {
        assertThat(unknown("filter mesage = \"x\" | stats count(*) as n by code, bin(5m) | sort n desc"))
                .containsExactly("mesage");
    }

    private static List<String> unknown(String query) {
        var text = LITERAL.matcher(query).replaceAll("");
        var named = NAMED.matcher(text).results().map(name -> name.group(1)).toList();
        var written = Stream.of(EmittedMetrics.logFields(), EmittedMetrics.names(), OF_LAMBDA, WORDS, named)
                .flatMap(names -> names.stream())
                .toList();
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(word -> !written.contains(word))
                .distinct()
                .toList();
    }
}
