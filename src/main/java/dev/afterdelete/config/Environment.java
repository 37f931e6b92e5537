package dev.afterdelete.config;

import dev.afterdelete.config.Form.Parsed;
import dev.afterdelete.config.Setting.Absence;
import dev.afterdelete.config.SettingsException.SettingFault;
import dev.afterdelete.fault.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings among the environment variables. An empty variable counts as not set, because deployment templates
 * cannot leave one out; not so where there is a default, which would silently take the place of what the operator
 * meant.
 */
final class Environment {
    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The value of a setting; empty when it is not set or cannot be used. */
    <T> Optional<T> find(Setting<T> setting) {
        return text(setting).map(setting.form().parser()).flatMap(parsed -> switch (parsed) {
            case Parsed.Usable<T>(var value) -> Optional.of(value);
            case Parsed.Unusable<T> _ -> Optional.empty();
        });
    }

    /** The value of a setting that has one, faults excluded. */
    <T> T require(Setting<T> setting) {
        return find(setting).orElseThrow();
    }

    /** Whether the variable is there, and not empty. */
    boolean has(Setting<?> setting) {
        return isThere(setting) && !isEmpty(setting);
    }

    /** Whether the variable is there, and empty. */
    boolean isEmpty(Setting<?> setting) {
        return variables.getOrDefault(setting.name(), " ").isEmpty();
    }

    /** Whether the variable is there, empty or not. */
    boolean isThere(Setting<?> setting) {
        return variables.containsKey(setting.name());
    }

    /** What is wrong with settings one by one, and variables that look like settings and are none. */
    List<SettingFault> faults() {
        return Stream.concat(
                        KnownSettings.ALL.stream().flatMap(setting -> fault(setting).stream()),
                        variables.keySet().stream().sorted().flatMap(Environment::unknown))
                .toList();
    }

    private <T> Optional<SettingFault> fault(Setting<T> setting) {
        if (isEmpty(setting) && setting.absence() instanceof Absence.Default(var text)) {
            return Optional.of(new SettingFault(setting.name(), "was empty; leave it out for the default " + text));
        }
        if (text(setting).isEmpty() && setting.absence() instanceof Absence.IsFault) {
            return Optional.of(new SettingFault(
                    setting.name(),
                    "is missing; expected a " + setting.form().unit() + " such as "
                            + setting.form().range()));
        }
        return text(setting).map(setting.form().parser()).flatMap(parsed -> switch (parsed) {
            case Parsed.Usable<T> _ -> Optional.empty();
            case Parsed.Unusable<T>(var matter) -> Optional.of(new SettingFault(setting.name(), matter));
        });
    }

    private Optional<String> text(Setting<?> setting) {
        return Optional.ofNullable(variables.get(setting.name()))
                .filter(text -> !text.isEmpty())
                .or(() ->
                        setting.absence() instanceof Absence.Default(var text) ? Optional.of(text) : Optional.empty());
    }

    private static Stream<SettingFault> unknown(String name) {
        var known = KnownSettings.ALL.stream().map(Setting::name).toList();
        if (!name.toUpperCase(Locale.ROOT).startsWith(Setting.PREFIX) || known.contains(name)) {
            return Stream.empty();
        }
        var endings = known.stream()
                .map(setting -> setting.substring(Setting.PREFIX.length()))
                .toList();
        var near = Spelling.findNearest(name.substring(Setting.PREFIX.length()), endings);
        return Stream.of(new SettingFault(
                name,
                "is no setting"
                        + near.map(ending -> "; did you mean " + Setting.PREFIX + ending + "?")
                                .orElse("")));
    }
}
