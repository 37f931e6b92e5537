package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.PartialBatchResponse.Failed;
import dev.afterdelete.local.PartialBatchResponse.Malformed;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialBatchResponseTest {
    private static final Set<String> BATCH = Set.of("a", "b", "c");

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}"})
    void anAnswerThatNamesNoFailureMeansThatAllSucceeded(String answer) {
        assertThat(read(answer)).isEqualTo(new Failed(Set.of()));
    }

    @Test
    void onlyTheNamedMessagesFailed() {
        assertThat(read("{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"c\"}]}"))
                .isEqualTo(new Failed(Set.of("a", "c")));
    }

    @Test
    void aMessageThatIsNamedTwiceFailsOnce() {
        assertThat(read("{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"a\"}]}"))
                .isEqualTo(new Failed(Set.of("a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "\"done\"",
                "[]",
                "{\"batchItemFailures\":\"a\"}",
                "{\"batchItemFailures\":[\"a\"]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":7}]}",
                "{\"batchItemFailures\":[{\"messageId\":\"a\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"stranger\"}]}",
            })
    void anAnswerThatCannotBeUnderstoodFailsTheWholeBatch(String answer) {
        assertThat(read(answer)).isInstanceOf(Malformed.class);
    }

    private static PartialBatchResponse read(String answer) {
        return PartialBatchResponse.read(answer.getBytes(UTF_8), BATCH);
    }
}
