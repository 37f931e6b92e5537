package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.Schema;
import dev.afterdelete.check.Finding;
import dev.afterdelete.check.SchemaCheck;
import dev.afterdelete.check.Severity;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.wire.RelationsReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What a server says of columns that cannot be relied on lets no statement run, and a check says the same. */
@OnEveryServer
class RefusedSchemasIT {
    private static final String INTEGER = "key: id";
    private static final String TEXT = "key: { column: id, type: string }";

    private final LocalDatabase database;
    private final QueuePair queues;
    private final Path directory;
    private final Deployment bare;

    RefusedSchemasIT(LocalDatabase database, SqsClient sqs, @TempDir Path directory) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.directory = directory;
        this.bare = Deployment.on(database, queues);
        database.runResource("/afterdelete.sql");
    }

    @AfterEach
    void close() {
        bare.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        KEY_ENUM             | id ENUM('b','a') PRIMARY KEY                        | parent_id ENUM('b','a')                 | onDelete: cascade
        DEFAULT_REJECTED     | id VARCHAR(9) PRIMARY KEY                           | parent_id ENUM('b','a')                 | onDelete: set_default, default: "2"
        REFERENCE_DOES_NOT_FIT | id VARCHAR(9) PRIMARY KEY                         | parent_id ENUM('b','a')                 | onDelete: cascade, onUpdate: cascade
        CONSTANT_REJECTED    | id VARCHAR(9) PRIMARY KEY                           | parent_id VARCHAR(9), kind ENUM('b','a') | where: { kind: "1" }, onDelete: cascade
        """)
    void anEnumThatWouldTakeAnotherValue(String code, String parent, String child, String actions) throws SQLException {
        assertRefused(code, TEXT, parent, child, actions);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        onDelete: set_null                                        | parent_id BIGINT AS (raw + 0) VIRTUAL
        onDelete: set_null                                        | parent_id BIGINT AS (raw + 0) STORED
        onDelete: set_default, default: 7                         | parent_id BIGINT AS (raw + 0) STORED
        onDelete: cascade, onUpdate: cascade                      | parent_id BIGINT AS (raw + 0) STORED
        onDelete: cascade, onUpdate: set_null                     | parent_id BIGINT AS (raw + 0) VIRTUAL
        onDelete: cascade, copies: { shown: title }               | parent_id BIGINT, shown BIGINT AS (raw + 0) STORED
        """)
    void aColumnThatTheServerComputesAndAnActionIsToSet(String actions, String child) throws SQLException {
        assertRefused(
                "GENERATED_COLUMN", INTEGER, "id BIGINT PRIMARY KEY, title BIGINT", "raw BIGINT, " + child, actions);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        id VARCHAR(50) COLLATE utf8mb4_unicode_ci PRIMARY KEY                | parent_id VARCHAR(50) COLLATE utf8mb4_unicode_ci, KEY (parent_id(5))                                        | onDelete: cascade
        id VARCHAR(50) COLLATE utf8mb4_unicode_ci PRIMARY KEY                | parent_id VARCHAR(50) COLLATE utf8mb4_unicode_ci, KEY (parent_id(5))                                        | onDelete: restrict
        id VARCHAR(50) COLLATE utf8mb4_unicode_ci PRIMARY KEY, KEY (id(5))   | parent_id VARCHAR(50) COLLATE utf8mb4_unicode_ci                                                            | onDelete: cascade
        id VARCHAR(50) COLLATE utf8mb4_unicode_ci PRIMARY KEY                | parent_id VARCHAR(50) COLLATE utf8mb4_unicode_ci, kind VARCHAR(30) COLLATE utf8mb4_unicode_ci, KEY (kind(5)) | where: { kind: Strasse }, onDelete: cascade
        """)
    void anIndexByWhichTextsThatAreEqualArePassedOver(String parent, String child, String actions) throws SQLException {
        assertRefused("PREFIX_INDEX", TEXT, parent, child, actions);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        createdAt: born                                 | born TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
        createdAt: born                                 | born DATETIME(6) NULL ON UPDATE CURRENT_TIMESTAMP(6)
        softDelete: { column: gone, deleted: not_null } | gone TIMESTAMP NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP
        """)
    void aColumnThatEveryUpdateStamps(String traits, String column) throws SQLException {
        assertRefused(
                "STAMPED_COLUMN",
                INTEGER + ", " + traits,
                "id BIGINT PRIMARY KEY, " + column,
                "parent_id BIGINT",
                "onDelete: cascade");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        key: id                                               | id BIGINT PRIMARY KEY                                                    | parent_id BIGINT AS (raw + 0) STORED | onDelete: cascade
        key: id, createdAt: born                              | id BIGINT PRIMARY KEY, born TIMESTAMP DEFAULT CURRENT_TIMESTAMP          | parent_id BIGINT                     | onDelete: set_null
        key: id, softDelete: { column: gone, deleted: true }  | id BIGINT PRIMARY KEY, at DATETIME, gone BOOLEAN AS (at IS NOT NULL)     | parent_id BIGINT                     | onDelete: cascade
        key: { column: id, type: string }                     | id VARCHAR(50) COLLATE utf8mb4_general_ci PRIMARY KEY                    | parent_id VARCHAR(50) COLLATE utf8mb4_general_ci, KEY (parent_id(5)) | onDelete: cascade
        key: { column: id, type: string }                     | id VARCHAR(9) PRIMARY KEY                                                | parent_id ENUM('b','a')              | onDelete: set_null
        """)
    void whatOnlyLooksLikeItRuns(String traits, String parent, String child, String actions) throws SQLException {
        create(parent, "raw BIGINT, " + child);
        var declaration = declaration(traits, actions);
        assertThat(errors(declaration)).isEmpty();
        try (var declared = bare.declaring(directory, declaration)) {
            assertThat(batch(traits).failuresOf(declared.cleanup())).isEmpty();
        }
    }

    private void assertRefused(String code, String traits, String parent, String child, String actions)
            throws SQLException {
        create(parent, child);
        var declaration = declaration(traits, actions);
        var errors = errors(declaration);
        assertThat(errors).extracting(error -> error.code().name()).containsExactly(code);
        try (var declared = bare.declaring(directory, declaration)) {
            assertThat(batch(traits).failuresOf(declared.cleanup())).containsExactly("m");
            assertThat(declared.lines())
                    .anySatisfy(line -> assertThat(line)
                            .contains("SCHEMA_MISMATCH")
                            .contains("disagree: " + errors.getFirst().message()));
        }
    }

    private static DirectBatch batch(String traits) {
        var id = traits.contains("string") ? "\"a\"" : "1";
        return new DirectBatch().add("m", "{\"id\":%s,\"action\":\"deleted\"}".formatted(id));
    }

    private void create(String parent, String child) throws SQLException {
        database.run("CREATE TABLE parents (%s); CREATE TABLE children (id INT PRIMARY KEY, %s, KEY (parent_id));"
                .formatted(parent, child));
    }

    private static String declaration(String traits, String actions) {
        return """
                version: 1
                default: parents
                tables: { parents: { %s } }
                relations: [{ child: children.parent_id, parent: parents, %s }]
                """.formatted(traits, actions);
    }

    private List<Finding> errors(String declaration) {
        var draft = RelationsReader.readDraft(declaration, "relations.yaml");
        var live = Schema.read(draft.graph(), database.settings());
        return SchemaCheck.findings(draft, live).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }
}
