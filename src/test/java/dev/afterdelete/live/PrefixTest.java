package dev.afterdelete.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    blob                           | 1020 | true
                    blob                           | 1021 | false
                    text utf8mb4_bin               | 255  | true
                    text utf8mb4_bin               | 256  | false
                    text utf8mb4_0900_bin          | 32   | true
                    text utf8mb4_general_ci        | 32   | true
                    text utf8mb4_general_nopad_ci  | 32   | true
                    text latin1_swedish_ci         | 32   | true
                    text latin1_german2_ci         | 32   | false
                    text utf8mb4_0900_ai_ci        | 32   | false
                    text utf8mb4_0900_as_cs        | 32   | false
                    text utf8mb4_unicode_ci        | 32   | false
                    text utf8mb4_uca1400_ai_ci     | 32   | false
                    varchar(500) utf8mb4_bin       | 32   | true
                    """)
    void aPrefixStandsForTheWholeWhereItIsComparedCharacterByCharacterAndSorted(
            String type, long length, boolean stands) {
        assertThat(new Prefix(TableSketch.type(type), length).standsForWhole()).isEqualTo(stands);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    blob                     | false
                    text utf8mb4_bin         | false
                    varchar(500) utf8mb4_bin | false
                    varchar(255) utf8mb4_bin | true
                    varbinary(1020)          | true
                    char(36) utf8mb4_0900_ai_ci | false
                    """)
    void besideAnotherColumnTheWholeValueIsSorted(String type, boolean stands) {
        assertThat(new Prefix(TableSketch.type(type), 8).standsForWholeBesideOthers())
                .isEqualTo(stands);
    }
}
