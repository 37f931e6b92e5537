package dev.afterdelete.local.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final Style TERMINAL = new Style(true, true, true);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void plainTextHasNoEscapesNoCarriageReturnsAndNoCharacterBeyondAscii() {
        tellEverything(screen(US_ASCII, Style.PLAIN));
        assertThat(written.toString(US_ASCII)).matches("[\\n -~]+").contains("asked       1,000 -> 2,000");
    }

    @Test
    void everyLineFitsOnTheNarrowestTerminal() {
        tellEverything(screen(UTF_8, Style.PLAIN));
        assertThat(written.toString(UTF_8).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Screen.WIDTH));
    }

    @Test
    void aTimeStandsAtTheRightMargin() {
        screen(UTF_8, Style.PLAIN).item("database", "MariaDB", Duration.ofMillis(4_250));
        assertThat(written.toString(UTF_8).stripTrailing())
                .hasSize(Screen.WIDTH)
                .startsWith("  database    MariaDB ")
                .endsWith(" 4.3 s");
    }

    @Test
    void progressIsDrawnInOneLineAndGoneAfterwards() {
        var screen = screen(UTF_8, TERMINAL);
        screen.progress("sweep", 500, 1_000);
        assertThat(written.toString(UTF_8))
                .startsWith("\r")
                .contains("█".repeat(15) + "░".repeat(15))
                .contains("500 of 1,000")
                .doesNotContain("\n");
        screen.endProgress();
        assertThat(written.toString(UTF_8)).endsWith(" \r");
    }

    @Test
    void nothingToDoIsDoneAtOnce() {
        screen(UTF_8, TERMINAL).progress("sweep", 0, 0);
        assertThat(written.toString(UTF_8)).contains("█".repeat(30));
    }

    @Test
    void whereTheOutputKnowsOnlyAsciiNothingElseIsDrawn() {
        assertThat(Style.of(new PrintStream(written, true, US_ASCII), Map.of()).drawn())
                .isFalse();
        assertThat(Style.of(new PrintStream(written, true, UTF_8), Map.of()).drawn())
                .isTrue();
    }

    @Test
    void aParagraphLosesNothingOnItsWay() {
        screen(UTF_8, Style.PLAIN).paragraph("metrics", MetricsLineTest.LINE);
        var lines = written.toString(UTF_8).lines().toList();
        assertThat(lines).hasSizeGreaterThan(3);
        assertThat(lines.getFirst()).startsWith("  metrics     {");
        assertThat(lines.stream().map(line -> line.substring(14)).collect(Collectors.joining()))
                .isEqualTo(MetricsLineTest.LINE);
    }

    private static void tellEverything(Screen screen) {
        screen.heading("1. queue", "the request deletes the row → the rest …");
        screen.item("asked", "1,000 → 2,000");
        screen.item("answered", "202 every time", Duration.ofSeconds(3));
        screen.progress("consumer", 1, 2);
        screen.endProgress();
        screen.paragraph("metrics", new MetricsLine(MetricsLineTest.LINE).readable());
        screen.good("all is well");
        screen.bad("it is not");
        screen.blank();
    }

    private Screen screen(Charset charset, Style style) {
        return new Screen(new PrintStream(written, true, charset), style);
    }
}
