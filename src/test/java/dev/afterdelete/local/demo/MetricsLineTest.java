package dev.afterdelete.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsLineTest {
    static final String LINE = """
            {"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"Afterdelete","Metrics":[]}]},"Function":"Cleanup",\
            "AttemptMillis":250,"Attempts":2,"Done":100,"RowsDeleted":1800,"RowsDeleted.ingredients":1000,"RowsDeleted.steps":800}""";

    @Test
    void aLineOfMetricsIsToldFromAnyOther() {
        assertThat(MetricsLine.matches(LINE)).isTrue();
        assertThat(MetricsLine.matches("{\"level\":\"WARN\"}")).isFalse();
        assertThat(MetricsLine.matches("Picked up JAVA_TOOL_OPTIONS")).isFalse();
    }

    @Test
    void readableItIsTheSameLineWithoutWhatOnlyCloudWatchReads() {
        assertThat(new MetricsLine(LINE).readable())
                .isEqualTo("{\"_aws\":{...}," + LINE.substring(LINE.indexOf("\"Function\"")));
    }

    @Test
    void linesAddUpToWhatAllInvocationsDid() {
        var output = new FunctionOutput();
        output.accept(LINE);
        output.accept("a log line");
        output.accept(LINE.replace("1800", "9000"));
        assertThat(output.throughput()).isEqualTo(new Throughput(10_800, Duration.ofMillis(500)));
        assertThat(output.throughput()).hasToString("10,800 rows in 0.5 s: 21,600 rows/s");
        assertThat(output.largest()).contains(new MetricsLine(LINE.replace("1800", "9000")));
        assertThat(output.lastLines()).containsExactly("a log line");
    }
}
