package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {
    @Test
    void anAnswerWithAStatusIsSentAsItIs() {
        var answer = read("""
                {"statusCode":405,"headers":{"Allow":"DELETE","Content-Type":"application/problem+json"},
                 "cookies":["a=1","b=2"],"body":"{\\"title\\":\\"no\\"}"}""");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers())
                .containsEntry("allow", List.of("DELETE"))
                .containsEntry("content-type", List.of("application/problem+json"))
                .containsEntry("set-cookie", List.of("a=1", "b=2"));
        assertThat(answer.body()).asString(UTF_8).isEqualTo("{\"title\":\"no\"}");
    }

    @Test
    void anEncodedBodyIsDecoded() {
        assertThat(read("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"w6Q=\"}")
                        .body())
                .asString(UTF_8)
                .isEqualTo("ä");
    }

    @Test
    void anAnswerWithoutContentTypeIsPlainText() {
        var answer = read("{\"statusCode\":202}");
        assertThat(answer.headers()).containsEntry("content-type", List.of("text/plain;charset=UTF-8"));
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anAnswerWithoutStatusIsTheBodyOfAnOk() {
        var answer = read("{\"rows\":7}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", List.of("application/json"));
        assertThat(answer.body()).asString(UTF_8).isEqualTo("{\"rows\":7}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"statusCode\":0}",
                "{\"statusCode\":\"never\"}",
                "{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"#\"}"
            })
    void anAnswerThatCannotBeSentIsAnInternalError(String malformed) {
        var answer = read(malformed);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).asString(UTF_8).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    private static HttpAnswer read(String answer) {
        return HttpAnswer.read(answer.getBytes(UTF_8));
    }
}
