package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.Declaration;
import dev.afterdelete.check.FindingCode;
import dev.afterdelete.config.SettingsTable;
import dev.afterdelete.event.Reading;
import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.KnownErrorsTable;
import dev.afterdelete.wire.JsonMessageFormat;
import dev.afterdelete.wire.RelationsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Holds what the documents say against the code. Tables stand between a marker and the next blank line, and {@code mvn
 * test -Dtest=DocumentsTest -Ddocuments=apply} writes them.
 */
class DocumentsTest {
    private static final Path README = Path.of("README.md");
    private static final Pattern FENCED = Pattern.compile("<!-- declaration -->\\R```yaml\\R(.*?)```", Pattern.DOTALL);

    @Test
    void theReadmeShowsTheRooms() throws IOException {
        requireTable(README, "rooms", Room.markdown());
    }

    @Test
    void theReadmeListsEverySetting() throws IOException {
        requireTable(README, "settings", SettingsTable.markdown());
    }

    @Test
    void theMessageFormatListsEveryCode() throws IOException {
        requireTable(Path.of("docs/message-format.md"), "codes", codes());
    }

    @Test
    void theDocumentOfFaultsListsEveryKnownError() throws IOException {
        var document = Path.of("docs/faults.md");
        requireTable(document, "errors", KnownErrorsTable.markdown());
        assertThat(Files.readString(document)).contains("with the numbers " + KnownErrorsTable.ambiguous() + ",");
    }

    @Test
    void theDocumentOfOperationsListsEveryReasonToHoldBack() throws IOException {
        requireTable(Path.of("docs/operations.md"), "holds", holds());
    }

    @Test
    void theDocumentOfTheCheckListsEveryFinding() throws IOException {
        requireTable(Path.of("docs/checking.md"), "findings", findings());
    }

    @Test
    void theReadmeShowsTheDeclarationThatShips() throws IOException {
        var fenced = FENCED.matcher(Files.readString(README));
        assertThat(fenced.find()).isTrue();
        assertThat(parts(RelationsReader.read(fenced.group(1), "README.md")))
                .isEqualTo(parts(Declaration.read(Optional.empty())));
    }

    @Test
    void theDeclarationListsEveryWordAsTheSchemaExplainsIt() throws IOException {
        var document = Path.of("docs/declaration.md");
        requireTable(document, "file", words("/properties"));
        requireTable(document, "table", words("/$defs/table/properties"));
        requireTable(document, "relation", words("/$defs/relation/properties"));
        requireTable(document, "onDelete", choices("/$defs/relation/properties/onDelete/oneOf"));
        requireTable(document, "onUpdate", choices("/$defs/relation/properties/onUpdate/oneOf"));
    }

    @Test
    void everyExampleOfADeclarationCanBeRead() throws IOException {
        var examples = fenced("docs/declaration.md", "yaml");
        assertThat(examples).hasSizeGreaterThan(8);
        for (var example : examples) {
            var whole = example.startsWith("version:") ? example : "version: 1\n" + example;
            assertThatCode(() -> RelationsReader.read(whole, "docs/declaration.md"))
                    .as(whole)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theReportOfMistakesIsTheOneThatTheReaderWrites() throws IOException {
        var report = fenced("docs/declaration.md", "text").getFirst();
        assertThatThrownBy(() -> RelationsReader.read("""
                        version: 1
                        relations:
                          - child: ingredients.recipe_id
                            parent: recipes.id
                            onDelete: casacde
                          - child: steps.recipe_id
                            parrent: recipes.id
                            onDelete: set_default
                        """, "relations.yaml")).hasMessage(report.strip());
    }

    @Test
    void theMessageFormatListsEveryField() throws IOException {
        var text = Files.readString(Path.of("docs/message-format.md"));
        var listed = Pattern.compile("(?m)^\\| `([a-z]+)` \\| [^|]+ \\| [^|]+ \\|$")
                .matcher(text)
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(listed)
                .containsExactlyElementsOf(
                        () -> schema("/message.schema.json").get("properties").fieldNames());
    }

    @Test
    void everyExampleOfAMessageIsUnderstood() throws IOException {
        var users = RelationsReader.read("""
                version: 1
                default: recipes
                tables:
                  users: { unique: { column: email, type: string } }
                  orders: { key: [tenant_id, { column: number, type: string }] }
                relations:
                  - { child: steps.recipe_id, parent: recipes, onDelete: cascade, copies: { recipe_title: title } }
                """, "test");
        var format = new JsonMessageFormat(users, () -> "made up");
        var examples = fenced("docs/message-format.md", "json").stream()
                .flatMap(String::lines)
                .toList();
        assertThat(examples)
                .hasSizeGreaterThan(5)
                .allSatisfy(example -> assertThat(format.read(example)).isInstanceOf(Reading.Understood.class));
    }

    private static List<String> fenced(String document, String language) throws IOException {
        return Pattern.compile("```" + language + "\\R(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of(document)))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String words(String path) {
        return schema("/relations.schema.json").at(path).properties().stream()
                .map(word -> row(word.getKey(), word.getValue()))
                .collect(Collectors.joining("\n", "| word | meaning |\n|---|---|\n", "\n"));
    }

    private static String choices(String path) {
        return StreamSupport.stream(schema("/relations.schema.json").at(path).spliterator(), false)
                .filter(choice -> choice.has("const"))
                .map(choice -> row(choice.get("const").asText(), choice))
                .collect(Collectors.joining("\n", "| action | what happens to the child rows |\n|---|---|\n", "\n"));
    }

    private static String row(String word, JsonNode explained) {
        return "| `%s` | %s |".formatted(word, explained.get("description").asText());
    }

    private static JsonNode schema(String resource) {
        try (var file = DocumentsTest.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String parts(RelationGraph graph) {
        return graph.defaultTable() + "\n" + graph.tables() + "\n" + graph.relations();
    }

    private static String findings() {
        return Arrays.stream(FindingCode.values())
                .map(code ->
                        "| `%s` | %s | %s |".formatted(code, code.severity().word(), code.meaning()))
                .collect(Collectors.joining("\n", "| code | severity | what is the matter |\n|---|---|---|\n", "\n"));
    }

    private static String holds() {
        return Arrays.stream(HoldReason.values())
                .map(reason -> "| `%s` | %s |".formatted(reason.word(), reason.meaning()))
                .collect(Collectors.joining("\n", "| reason | what is the matter |\n|---|---|\n", "\n"));
    }

    private static String codes() {
        return Arrays.stream(FaultCode.values())
                .map(code -> "| `%s` | %s | %s |"
                        .formatted(
                                code,
                                code.faultClass()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '),
                                code.meaning()))
                .collect(Collectors.joining("\n", "| code | class | what happened |\n|---|---|---|\n", "\n"));
    }

    static void requireTable(Path document, String marker, String table) throws IOException {
        var text = Files.readString(document);
        var start = "<!-- " + marker + " -->\n";
        assertThat(text).as("the place of the table in %s", document).contains(start);
        var from = text.indexOf(start) + start.length();
        var rest = text.substring(from).replaceFirst("\\A(\\|[^\n]*\n)+", "");
        var wanted = text.substring(0, from) + table + rest;
        if ("apply".equals(System.getProperty("documents"))) {
            Files.writeString(document, wanted);
            return;
        }
        assertThat(text)
                .as("%s differs from the code; mvn test -Dtest=DocumentsTest -Ddocuments=apply writes it", document)
                .isEqualTo(wanted);
    }
}
