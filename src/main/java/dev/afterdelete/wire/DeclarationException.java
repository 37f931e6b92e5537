package dev.afterdelete.wire;

import dev.afterdelete.wire.yaml.Mistake;
import java.util.List;
import java.util.stream.Collectors;

/** A declaration that cannot be used. The message is the whole report: a line for each mistake, with its place. */
public final class DeclarationException extends RuntimeException {
    private final transient List<Mistake> mistakes;

    /**
     * Reports mistakes.
     *
     * @param sourceName the name of the file
     * @param mistakes all that are in it, in order of place, at least one
     */
    public DeclarationException(String sourceName, List<Mistake> mistakes) {
        super(report(sourceName, mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** Every mistake, in order of place. */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    private static String report(String sourceName, List<Mistake> mistakes) {
        var heading =
                "%d %s in %s".formatted(mistakes.size(), mistakes.size() == 1 ? "mistake" : "mistakes", sourceName);
        return mistakes.stream()
                .map(mistake ->
                        "\n  %s:%d:%d  %s".formatted(sourceName, mistake.line(), mistake.column(), mistake.text()))
                .collect(Collectors.joining("", heading, ""));
    }
}
