package dev.afterdelete.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuoteTest {
    @Test
    void plainTextStandsInQuotationMarks() {
        assertThat(Quote.of("größe 7")).isEqualTo("\"größe 7\"");
    }

    @Test
    void whatCouldBreakHideOrReorderTheLineIsEscaped() {
        assertThat(Quote.of("a\n\t\u0000\u001b[31m\u202e\u2028\ud800\"\\"))
                .isEqualTo("\"a\\u000a\\u0009\\u0000\\u001b[31m\\u202e\\u2028\\ud800\\\"\\\\\"");
    }

    @Test
    void longTextIsCut() {
        assertThat(Quote.of("x".repeat(100_000))).hasSize(82).endsWith("x…\"");
        assertThat(Quote.of("\u0001".repeat(100_000)).length()).isLessThan(100);
    }

    @Test
    void charactersBeyondTheFirstPlaneStayWhole() {
        assertThat(Quote.of("🍲")).isEqualTo("\"🍲\"");
        assertThat(Quote.of("🍲".repeat(100))).endsWith("🍲…\"");
    }
}
