package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.Declaration;
import dev.afterdelete.config.SettingsTable;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.wire.RelationsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    void theReadmeShowsTheDeclarationThatShips() throws IOException {
        var fenced = FENCED.matcher(Files.readString(README));
        assertThat(fenced.find()).isTrue();
        assertThat(parts(RelationsReader.read(fenced.group(1), "README.md")))
                .isEqualTo(parts(Declaration.read(Optional.empty())));
    }

    private static String parts(RelationGraph graph) {
        return graph.defaultTable() + "\n" + graph.tables() + "\n" + graph.relations();
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
