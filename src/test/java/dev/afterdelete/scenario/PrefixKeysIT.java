package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Keys of TEXT and BLOB, which an index holds in part. */
@OnEveryServer
class PrefixKeysIT {
    private final LocalDatabase database;
    private final QueuePair queues;
    private final Path directory;
    private final Deployment bare;

    PrefixKeysIT(LocalDatabase database, SqsClient sqs, @TempDir Path directory) throws SQLException {
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

    @Test
    void aKeyOfTextGoesWholeAndNotByItsBeginning() throws SQLException {
        database.run("""
                CREATE TABLE pages (url TEXT COLLATE utf8mb4_bin NOT NULL, UNIQUE KEY (url(4)));
                CREATE TABLE links (id TEXT COLLATE utf8mb4_bin NOT NULL, url TEXT COLLATE utf8mb4_bin, UNIQUE KEY (id(3)), KEY (url(4)));
                CREATE TABLE clicks (id INT PRIMARY KEY, link TEXT COLLATE utf8mb4_bin, KEY (link(3)));
                INSERT INTO pages VALUES ('aaaa-1'), ('aaab-1'), ('aa');
                INSERT INTO links VALUES ('k1-x', 'aaaa-1'), ('k2-x', 'aaaa-2'), ('k3-x', 'aaab-1'), ('k4-x', 'aaaa-1'), ('k5-x', 'AAAA-1');
                INSERT INTO clicks VALUES (1, 'k1-x'), (2, 'k1-y'), (3, 'k2-x'), (4, 'k4-x'), (5, 'k4');
                """);
        assertThat(failures("string", "text", "\"aaaa-2\"", "\"aaaa-1\"")).isEmpty();
        assertThat(TableContents.of(database, "pages", "links", "clicks").rowsByTable())
                .hasToString("{pages=[[aa], [aaab-1]], links=[[k3-x, aaab-1], [k5-x, AAAA-1]], "
                        + "clicks=[[2, k1-y], [5, k4]]}");
    }

    @Test
    void aKeyOfBytesGoesWholeAndNotByItsBeginning() throws SQLException {
        database.run("""
                CREATE TABLE pages (url BLOB NOT NULL, UNIQUE KEY (url(2)));
                CREATE TABLE links (id BLOB NOT NULL, url BLOB, UNIQUE KEY (id(2)), KEY (url(2)));
                CREATE TABLE clicks (id INT PRIMARY KEY, link BLOB, KEY (link(2)));
                INSERT INTO pages VALUES (x'aa0001'), (x'aa0101'), (x'aa');
                INSERT INTO links VALUES (x'0001ff', x'aa0001'), (x'0002ff', x'aa000100'), (x'0003ff', x'aa0101');
                INSERT INTO clicks VALUES (1, x'0001ff'), (2, x'0001'), (3, x'0003ff');
                """);
        assertThat(failures("binary", "blob", "\"aa0001\"", "\"aa01\"")).isEmpty();
        assertThat(TableContents.of(database, "clicks").size()).isEqualTo(2);
        assertThat(TableContents.of(database, "pages WHERE url = x'aa0001'", "links WHERE id = x'0001ff'")
                        .size())
                .isZero();
        assertThat(TableContents.of(database, "pages", "links").size()).isEqualTo(4);
    }

    @Test
    void aCollationByWhichBeginningsOfEqualTextsDifferMakesNoKey() throws SQLException {
        database.run("""
                CREATE TABLE pages (url TEXT COLLATE utf8mb4_unicode_ci NOT NULL, UNIQUE KEY (url(5)));
                CREATE TABLE links (id INT PRIMARY KEY, url TEXT COLLATE utf8mb4_unicode_ci, KEY (url(5)));
                CREATE TABLE clicks (id INT PRIMARY KEY, link INT, KEY (link));
                INSERT INTO pages VALUES ('straße'), ('strasse');
                INSERT INTO links VALUES (1, 'straße'), (2, 'strasse');
                """);
        assertThat(TableContents.of(database, "pages IGNORE INDEX (url) WHERE url = 'strasse'")
                        .size())
                .as("two rows are equal, and the unique index let them in")
                .isEqualTo(2);
        assertThat(failures("string", "int", "\"strasse\"")).containsExactly("m0");
        assertThat(TableContents.of(database, "pages", "links").size()).isEqualTo(4);
    }

    private Set<String> failures(String type, String linkType, String... ids) {
        var linkKey = linkType.equals("int") ? "id" : "{ column: id, type: %s }".formatted(type);
        var declared = bare.declaring(directory, """
                version: 1
                default: pages
                tables:
                  pages: { key: { column: url, type: %s } }
                  links: { key: %s }
                relations:
                  - { child: links.url, parent: pages, onDelete: cascade }
                  - { child: clicks.link, parent: links, onDelete: cascade }
                """.formatted(type, linkKey));
        try (var bounded = declared.with("MAX_ROWS", "2")) {
            var batch = new DirectBatch();
            for (var number = 0; number < ids.length; number++) {
                batch.add("m" + number, "{\"id\":%s,\"action\":\"deleted\"}".formatted(ids[number]));
            }
            return batch.failuresOf(bounded.cleanup());
        }
    }
}
