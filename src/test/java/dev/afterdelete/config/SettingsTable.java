package dev.afterdelete.config;

import java.util.stream.Collectors;

/** The table of all settings, for documents. */
public final class SettingsTable {
    private static final String HEADING = """
            | Setting | Unit | Default | Range | Meaning |
            |---|---|---|---|---|
            """;

    private SettingsTable() {}

    /** The table in Markdown, a line for each setting, ended by a line break. */
    public static String markdown() {
        return KnownSettings.ALL.stream().map(SettingsTable::row).collect(Collectors.joining("", HEADING, ""));
    }

    private static String row(Setting<?> setting) {
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        setting.name(),
                        setting.form().unit(),
                        absence(setting),
                        setting.form().range(),
                        setting.meaning());
    }

    private static String absence(Setting<?> setting) {
        return switch (setting.absence()) {
            case Setting.Absence.IsFault() -> "required";
            case Setting.Absence.IsNone() -> "none";
            case Setting.Absence.Default(var text) -> "`" + text + "`";
        };
    }
}
