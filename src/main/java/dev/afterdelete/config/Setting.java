package dev.afterdelete.config;

import dev.afterdelete.config.Form.Parsed;

/**
 * One environment variable that Afterdelete reads.
 *
 * @param name of the variable
 * @param form how its text has to look
 * @param absence what it means when it is not set
 * @param meaning for the operator, one sentence of Markdown
 */
record Setting<T>(String name, Form<T> form, Absence absence, String meaning) {
    /** What the names of all settings begin with. */
    static final String PREFIX = "AFTERDELETE_";

    Setting {
        name = PREFIX + name;
        if (absence instanceof Absence.Default(var text)
                && form.parser().apply(text) instanceof Parsed.Unusable<T> fault) {
            throw new IllegalArgumentException("the default of " + name + " cannot be used: " + fault.matter());
        }
    }

    /** What it means when a setting is not set. */
    sealed interface Absence {
        /** Nothing works without it. */
        record IsFault() implements Absence {}

        /** There is none. */
        record IsNone() implements Absence {}

        /** Then it has this text. */
        record Default(String text) implements Absence {}
    }

    static <T> Setting<T> required(String name, Form<T> form, String meaning) {
        return new Setting<>(name, form, new Absence.IsFault(), meaning);
    }

    static <T> Setting<T> optional(String name, Form<T> form, String meaning) {
        return new Setting<>(name, form, new Absence.IsNone(), meaning);
    }

    static <T> Setting<T> withDefault(String name, String text, Form<T> form, String meaning) {
        return new Setting<>(name, form, new Absence.Default(text), meaning);
    }
}
