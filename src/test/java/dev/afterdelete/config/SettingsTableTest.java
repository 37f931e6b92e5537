package dev.afterdelete.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingsTableTest {
    @Test
    void tableHasALineForEverySetting() {
        assertThat(SettingsTable.markdown().lines())
                .hasSize(2 + KnownSettings.ALL.size())
                .contains(
                        "| `AFTERDELETE_MAX_ROWS` | rows | `5000` | 1 to 50000 | The most row changes of one transaction. |")
                .allSatisfy(line -> assertThat(line.chars().filter(character -> character == '|'))
                        .hasSize(6));
    }

    @Test
    void everySettingIsNamedOnceAndExplained() {
        assertThat(KnownSettings.ALL)
                .allSatisfy(setting -> assertThat(setting.meaning()).endsWith("."))
                .extracting(Setting::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("AFTERDELETE_[A-Z_]+"));
    }
}
