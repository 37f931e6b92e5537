package dev.afterdelete.config;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot be used. The message is the whole report: a line for each, no secret in it. */
public final class SettingsException extends RuntimeException {
    private final transient List<SettingFault> faults;

    /**
     * What is wrong with one setting.
     *
     * @param name of the environment variable
     * @param matter what was expected and what was found
     */
    public record SettingFault(String name, String matter) {}

    /**
     * Reports faults.
     *
     * @param faults all there are, at least one
     */
    public SettingsException(List<SettingFault> faults) {
        super(report(faults));
        this.faults = List.copyOf(faults);
    }

    /** All there are, in the order of the documents, then those of variables that are no settings. */
    public List<SettingFault> faults() {
        return faults;
    }

    private static String report(List<SettingFault> faults) {
        var heading = faults.size() == 1 ? "1 setting cannot be used" : faults.size() + " settings cannot be used";
        var width =
                faults.stream().mapToInt(fault -> fault.name().length()).max().orElse(0);
        return faults.stream()
                .map(fault ->
                        "\n  " + fault.name() + " ".repeat(width - fault.name().length()) + "  " + fault.matter())
                .collect(Collectors.joining("", heading, ""));
    }
}
