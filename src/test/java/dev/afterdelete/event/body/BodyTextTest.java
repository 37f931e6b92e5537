package dev.afterdelete.event.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyTextTest {
    @Test
    void whatIsUtf8ReadsAsIt() {
        for (var text : new String[] {"", "{\"id\":1}", "ü 🍲 \u0000 \uFFFD"}) {
            assertThat(BodyText.of(text.getBytes(UTF_8))).isEqualTo(text);
            assertThat(BodyText.bytes(text)).isEqualTo(text.getBytes(UTF_8));
        }
    }

    @Test
    void whateverTheBytesAreTheyComeBack() {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++) {
            var bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            assertThat(BodyText.bytes(BodyText.of(bytes))).isEqualTo(bytes);
        }
        var cutOff = new byte[] {'"', (byte) 0xF0, (byte) 0x9F, (byte) 0x8D};
        assertThat(BodyText.bytes(BodyText.of(cutOff))).isEqualTo(cutOff);
    }

    @Test
    void whatIsNoUtf8HoldsHalfOfASurrogatePair() {
        assertThat(BodyText.of(new byte[] {'a', (byte) 0xFF})).isEqualTo("a\uDCFF");
    }

    @Test
    void aMessageWithoutAnIdIsCalledTheSameEachTime() {
        assertThat(MessageName.of(null, "{}"))
                .isEqualTo(MessageName.of("", "{}"))
                .startsWith("unnamed-");
        assertThat(MessageName.of(null, "{}")).isNotEqualTo(MessageName.of(null, "[]"));
        assertThat(MessageName.of("given", "{}")).isEqualTo("given");
    }
}
