package dev.afterdelete.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTextTest {
    @ParameterizedTest
    @CsvSource({
        "a%2Cb, 'a,b'",
        "a%2cb, 'a,b'",
        "50%25, 50%",
        "%2541, %41",
        "%C3%BC%20%F0%9F%8D%B2, ü 🍲",
        "ü%C3%BCü, üüü",
        "a+b, a+b",
        "'', ''",
    })
    void escapesBecomeWhatTheyStandFor(String text, String decoded) {
        assertThat(PercentText.decode(text)).contains(decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "a%", "%2", "%2%2C", "%G0", "%0G", "%-1", "% 1", "%+1", "%%", "a%2Cb%", "%\uFF10\uFF10"})
    void aPercentSignTakesTwoHexadecimalDigits(String text) {
        assertThat(PercentText.decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%FF", "%C3", "%C3x%BC", "%C0%80", "%ED%A0%80", "%F5%80%80%80"})
    void bytesThatAreNotUtf8AreNoText(String text) {
        assertThat(PercentText.decode(text)).isEmpty();
    }

    @Test
    void decodingGivesBackWhatAClientEncoded() {
        var text = new StringBuilder();
        for (var codePoint = 0; codePoint < 0x3000; codePoint++) {
            text.appendCodePoint(codePoint);
        }
        var encoded = URLEncoder.encode(text.toString(), StandardCharsets.UTF_8).replace("+", "%20");

        assertThat(PercentText.decode(encoded)).contains(text.toString());
    }
}
