package dev.afterdelete.infer;

import dev.afterdelete.guess.Confidence;
import dev.afterdelete.live.LiveTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes an inference as a declaration with comments. */
final class DeclarationText {
    private static final String SCHEMA = "# yaml-language-server: $schema=./relations.schema.json";

    /** Names of foreign keys and databases may hold anything; YAML takes no such character, not even in a comment. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final int WIDTH = 110;

    private final Inference inference;
    private final StringBuilder text = new StringBuilder();

    DeclarationText(Inference inference) {
        this.inference = inference;
    }

    String write() {
        heading();
        line("version: 1");
        defaultTable();
        tables();
        relations();
        remarks();
        return text.toString();
    }

    private void heading() {
        line(SCHEMA);
        line("#");
        comment(
                "",
                "What refers to what in the database %s, inferred from its live schema: %s."
                        .formatted(inference.database().name(), summary()));
        if (inference.undecided() > 0) {
            comment(
                    "",
                    "Each \"onDelete: undecided\" waits for a person: cascade, set_null, set_default, restrict or do_nothing. Delete "
                            + "what is no reference. Until all are decided, only `afterdelete check` and `afterdelete infer` take this file.");
        }
        line("");
    }

    private String summary() {
        var sure = inference.relations().stream()
                .filter(relation -> relation.guess().confidence() == Confidence.SURE)
                .count();
        return "%d from foreign keys, %d guessed from names and types, %d to decide"
                .formatted(sure, inference.relations().size() - sure, inference.undecided());
    }

    private void defaultTable() {
        inference.relations().stream()
                .findFirst()
                .map(relation -> YamlName.of(relation.guess().parent()))
                .ifPresent(
                        parent -> line("# default: %s   # the table of a message that names none".formatted(parent)));
        line("");
    }

    private void tables() {
        var sections = new LinkedHashMap<String, List<String>>();
        var spread = inference.database().tables().stream()
                .anyMatch(table -> !table.vindex().isEmpty());
        for (var table : declared()) {
            var lines = new TableText(table, referred(table), spread).lines();
            if (!lines.isEmpty()) {
                sections.put(table.name(), lines);
            }
        }
        if (sections.isEmpty()) {
            return;
        }
        line("tables:");
        sections.forEach((table, lines) -> {
            line("  %s:".formatted(YamlName.of(table)));
            lines.forEach(detail -> line("    " + detail));
        });
        line("");
    }

    /** The tables of all relations, by name. */
    private List<LiveTable> declared() {
        var names = new LinkedHashSet<String>();
        inference.relations().forEach(relation -> {
            names.add(relation.guess().parent());
            names.add(relation.guess().child());
        });
        return inference.database().tables().stream()
                .filter(table -> names.contains(table.name()))
                .toList();
    }

    private Set<String> referred(LiveTable table) {
        return inference.relations().stream()
                .map(InferredRelation::guess)
                .filter(guess -> guess.parent().equals(table.name()))
                .flatMap(guess -> guess.parentColumns().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void relations() {
        if (inference.relations().isEmpty()) {
            comment("", "Nothing here looks like a reference. A relation reads:");
            comment("", "  - { child: TABLE.COLUMN, parent: TABLE, onDelete: cascade }");
            line("relations: []");
            return;
        }
        line("relations:");
        byParent().forEach((parent, relations) -> {
            line("  # ---- when a row of %s is deleted".formatted(parent));
            relations.forEach(this::relation);
        });
    }

    private SequencedMap<String, List<InferredRelation>> byParent() {
        return inference.relations().stream()
                .collect(Collectors.groupingBy(
                        relation -> relation.guess().parent(), LinkedHashMap::new, Collectors.toList()));
    }

    private void relation(InferredRelation relation) {
        var guess = relation.guess();
        line("  - child: %s   # %s: %s"
                .formatted(
                        columns(guess.child(), guess.columns()),
                        guess.confidence().word(),
                        guess.reason()));
        line("    parent: " + columns(guess.parent(), guess.parentColumns()));
        line("    onDelete: " + relation.onDelete());
        relation.onUpdate()
                .filter(word -> !word.equals(InferredRelation.UNDECIDED))
                .ifPresent(word -> line("    onUpdate: " + word));
    }

    private static String columns(String table, List<String> columns) {
        var names = columns.stream()
                .map(column -> YamlName.of(table + "." + column))
                .toList();
        return names.size() == 1 ? names.getFirst() : "[" + String.join(", ", names) + "]";
    }

    private void remarks() {
        if (inference.remarks().isEmpty()) {
            return;
        }
        line("");
        comment("", "Not declared above:");
        inference.remarks().forEach(remark -> comment("- ", remark));
    }

    private void comment(String mark, String words) {
        var indent = " ".repeat(mark.length());
        var lines = words.lines().flatMap(DeclarationText::wrapped).toList();
        for (var number = 0; number < lines.size(); number++) {
            line("# " + (number == 0 ? mark : indent) + lines.get(number));
        }
    }

    private static Stream<String> wrapped(String words) {
        var lines = new ArrayList<String>();
        var rest = words;
        while (rest.length() > WIDTH && rest.lastIndexOf(' ', WIDTH) > 0) {
            var end = rest.lastIndexOf(' ', WIDTH);
            lines.add(rest.substring(0, end));
            rest = rest.substring(end + 1);
        }
        lines.add(rest);
        return lines.stream();
    }

    private void line(String content) {
        text.append(CONTROL.matcher(content).replaceAll("?")).append('\n');
    }
}
