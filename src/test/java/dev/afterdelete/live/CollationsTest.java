package dev.afterdelete.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollationsTest {
    @ParameterizedTest
    @CsvSource({
        "utf8mb4_0900_ai_ci, utf8mb4_0900_ai_ci, false",
        "utf8mb4_0900_ai_ci, utf8mb4_bin,        true",
        "utf8mb4_0900_ai_ci, utf8mb4_0900_as_cs, true",
        "utf8mb4_general_ci, utf8mb4_0900_ai_ci, true",
        "utf8mb4_0900_bin,   utf8mb4_0900_ai_ci, false",
        "utf8mb4_bin,        utf8mb4_general_ci, false",
        "utf8mb4_bin,        utf8mb4_0900_bin,   true",
        "utf8mb4_nopad_bin,  utf8mb4_nopad_bin,  false"
    })
    void aChildIsWiderWhereItMayCallEqualWhatItsParentTellsApart(String child, String parent, boolean wider) {
        assertThat(Collations.isWider(child, parent)).isEqualTo(wider);
    }
}
