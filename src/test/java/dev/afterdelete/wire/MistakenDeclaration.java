package dev.afterdelete.wire;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A declaration with mistakes, from the files {@code mistaken-*.txt}: YAML, then a line for each mistake. A line that
 * begins with {@code =>} is a mistake for the schema too, one that begins with {@code ~>} is beyond what a schema can
 * say.
 *
 * @param expected as in {@code 3:7 expected true or false, found nothing}, in order of place
 * @param forSchemaToo whether the schema must refuse it
 */
record MistakenDeclaration(String yaml, List<String> expected, boolean forSchemaToo) {
    private static final String FOR_SCHEMA_TOO = "=> ";
    private static final String FOR_READER_ONLY = "~> ";
    private static final String FOLDER = "/dev/afterdelete/wire/";

    static Stream<MistakenDeclaration> all() {
        return Stream.of(
                        inFile("mistaken-files.txt", "", ""),
                        inFile("mistaken-tables.txt", """
                                version: 1
                                relations: [{ child: steps.recipe_id, parent: recipes, onDelete: cascade }]
                                tables:
                                """, "  "),
                        inFile("mistaken-relations.txt", """
                                version: 1
                                tables: { orders: { key: [tenant_id, number] }, files: { key: { column: hash, type: binary } } }
                                relations:
                                """, "  - "))
                .flatMap(List::stream);
    }

    /** The samples of a file, each to be put behind {@code prefix}; the places in the file count from there. */
    private static List<MistakenDeclaration> inFile(String file, String prefix, String indent) {
        return Arrays.stream(RelationsReaderTest.resource(FOLDER + file).strip().split("\n\n"))
                .map(block -> of(block.lines().toList(), prefix, indent))
                .toList();
    }

    private static MistakenDeclaration of(List<String> block, String prefix, String indent) {
        var yaml = block.stream().filter(line -> !isReport(line)).collect(Collectors.joining("\n"));
        var linesBefore = (int) prefix.lines().count();
        return new MistakenDeclaration(
                prefix + indent + yaml.replace("\n", "\n" + " ".repeat(indent.length())),
                block.stream()
                        .filter(MistakenDeclaration::isReport)
                        .map(line -> shifted(line.substring(FOR_SCHEMA_TOO.length()), linesBefore, indent.length()))
                        .toList(),
                block.stream().anyMatch(line -> line.startsWith(FOR_SCHEMA_TOO)));
    }

    private static boolean isReport(String line) {
        return line.startsWith(FOR_SCHEMA_TOO) || line.startsWith(FOR_READER_ONLY);
    }

    private static String shifted(String report, int lines, int columns) {
        var parts = report.split("[: ]", 3);
        return "%d:%d %s".formatted(Integer.parseInt(parts[0]) + lines, Integer.parseInt(parts[1]) + columns, parts[2]);
    }
}
