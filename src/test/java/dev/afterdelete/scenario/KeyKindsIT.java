package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Keys that are not just a signed number in one column. */
@OnEveryServer
class KeyKindsIT {
    private final LocalDatabase database;
    private final QueuePair queues;
    private final Path directory;
    private final Deployment bare;

    KeyKindsIT(LocalDatabase database, SqsClient sqs, @TempDir Path directory) throws SQLException {
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
    void compositeKeysGoAsTuplesAtEveryLevel() throws SQLException {
        database.run("""
                CREATE TABLE orders (tenant INT, number VARCHAR(20) COLLATE utf8mb4_bin, PRIMARY KEY (tenant, number));
                CREATE TABLE lines_ (order_number VARCHAR(20) COLLATE utf8mb4_bin, tenant INT, line INT,
                  PRIMARY KEY (tenant, order_number, line));
                CREATE TABLE parcels (id INT PRIMARY KEY, t INT, o VARCHAR(20) COLLATE utf8mb4_bin, l INT, KEY (t, o, l));
                INSERT INTO orders VALUES (1,'a'),(1,'b'),(2,'a'),(2,'b'),(3,'a,b');
                INSERT INTO lines_ (tenant, order_number, line) VALUES
                  (1,'a',1),(1,'a',2),(1,'b',1),(1,'b',2),(2,'a',1),(2,'b',1),(2,'b',2),(3,'a,b',1);
                INSERT INTO parcels VALUES
                  (1,1,'a',1),(2,1,'a',2),(3,1,'b',1),(4,1,'b',2),(5,2,'a',1),(6,2,'b',1),(7,2,'b',2),(8,3,'a,b',1),
                  (9,NULL,'a',1),(10,1,NULL,1),(11,1,'a',NULL);
                """);
        var staying = TableContents.of(
                database,
                "orders WHERE (tenant, number) NOT IN ((1,'a'),(2,'b'))",
                "lines_ WHERE (tenant, order_number) NOT IN ((1,'a'),(2,'b'))",
                "parcels WHERE id NOT IN (1, 2, 6, 7)");
        var tenants = bare.declaring(directory, """
                version: 1
                default: orders
                tables:
                  orders: { key: [{ column: tenant, type: integer }, { column: number, type: string }], api: true }
                  lines_: { key: [tenant, { column: order_number, type: string }, line] }
                relations:
                  - { child: [lines_.order_number, lines_.tenant], parent: [orders.number, orders.tenant], onDelete: cascade }
                  - { child: [parcels.t, parcels.o, parcels.l], parent: lines_, onDelete: cascade }
                """);
        try (var bounded = tenants.with("MAX_ROWS", "3")) {
            var body =
                    "{\"ids\":[{\"number\":\"b\",\"tenant\":2},{\"tenant\":1,\"number\":\"a\"}],\"action\":\"deleted\"}";
            assertThat(new DirectBatch().add("m", body).failuresOf(bounded.cleanup()))
                    .isEmpty();
            assertThat(TableContents.of(database, "orders", "lines_", "parcels"))
                    .isEqualTo(staying);

            assertThat(ApiAnswer.delete(bounded.api(), "/orders/3,a%2Cb").status())
                    .as("a comma inside a part cannot be told from one between parts")
                    .isEqualTo(400);
            var comma = "{\"id\":{\"tenant\":3,\"number\":\"a,b\"},\"action\":\"deleted\"}";
            assertThat(new DirectBatch().add("m", comma).failuresOf(bounded.cleanup()))
                    .isEmpty();
            assertThat(ApiAnswer.delete(bounded.api(), "/orders/2,a").status()).isEqualTo(202);
            Queue.drain(queues, bounded.cleanup());
            assertThat(TableContents.of(
                                    database,
                                    "orders WHERE tenant <> 1",
                                    "lines_ WHERE tenant <> 1",
                                    "parcels WHERE t <> 1")
                            .size())
                    .isZero();
        }
    }

    @Test
    void aPolymorphicReferenceTakesOnlyTheChildrenOfItsOwnKind() throws SQLException {
        database.run("""
                CREATE TABLE recipes (id BIGINT PRIMARY KEY);
                CREATE TABLE users (id BIGINT PRIMARY KEY);
                CREATE TABLE comments (id BIGINT PRIMARY KEY, subject_type VARCHAR(20), kind INT, subject_id BIGINT,
                  KEY (subject_type, subject_id));
                CREATE TABLE likes (id BIGINT PRIMARY KEY, comment_id BIGINT, KEY (comment_id));
                INSERT INTO recipes VALUES (1),(2);
                INSERT INTO users VALUES (1),(2);
                INSERT INTO comments VALUES (1,'Recipe',0,1),(2,'User',0,1),(3,'Recipe',0,2),(4,'Recipe',1,1),(5,NULL,0,1);
                INSERT INTO likes VALUES (1,1),(2,2),(3,3),(4,4),(5,5),(6,NULL);
                """);
        var declared = bare.declaring(directory, """
                version: 1
                relations:
                  - { child: comments.subject_id, parent: recipes.id, where: { subject_type: Recipe, kind: 0 }, onDelete: cascade }
                  - { child: comments.subject_id, parent: users.id, where: { subject_type: User }, onDelete: cascade }
                  - { child: likes.comment_id, parent: comments.id, onDelete: cascade }
                """);
        try (declared) {
            var batch = new DirectBatch().add("m", "{\"id\":1,\"action\":\"deleted\",\"table\":\"recipes\"}");
            assertThat(batch.failuresOf(declared.cleanup())).isEmpty();
        }
        assertThat(TableContents.of(database, "recipes", "users", "comments", "likes")
                        .rowsByTable()
                        .toString())
                .isEqualTo("{recipes=[[2]], users=[[1], [2]], "
                        + "comments=[[2, User, 0, 1], [3, Recipe, 0, 2], [4, Recipe, 1, 1], [5, null, 0, 1]], "
                        + "likes=[[2, 2], [3, 3], [4, 4], [5, 5], [6, null]]}");
    }

    @Test
    void unsignedKeysReachTheirLastNumber() throws SQLException {
        database.run("""
                CREATE TABLE parents (id BIGINT UNSIGNED PRIMARY KEY);
                CREATE TABLE children (id BIGINT UNSIGNED PRIMARY KEY, parent_id BIGINT UNSIGNED, KEY (parent_id));
                CREATE TABLE toys (id BIGINT UNSIGNED PRIMARY KEY, child_id BIGINT UNSIGNED, KEY (child_id));
                INSERT INTO parents VALUES (1),(9223372036854775807),(9223372036854775808),(18446744073709551614),
                  (18446744073709551615);
                INSERT INTO children SELECT id, id FROM parents;
                INSERT INTO toys SELECT id, id FROM parents;
                """);
        var declared = bare.declaring(directory, """
                version: 1
                default: parents
                tables: { parents: { api: true } }
                relations:
                  - { child: children.parent_id, parent: parents.id, onDelete: cascade }
                  - { child: toys.child_id, parent: children.id, onDelete: cascade }
                """);
        try (declared) {
            var body = "{\"ids\":[18446744073709551615,9223372036854775808],\"action\":\"deleted\"}";
            var cleanup = declared.cleanup();
            assertThat(new DirectBatch().add("m", body).failuresOf(cleanup)).isEmpty();
            assertThat(ApiAnswer.delete(declared.api(), "/parents/18446744073709551614")
                            .status())
                    .isEqualTo(202);
            Queue.drain(queues, cleanup);
        }
        var left = "[[1], [9223372036854775807]]";
        assertThat(TableContents.of(database, "parents").rowsByTable().get("parents"))
                .hasToString(left);
        assertThat(TableContents.of(database, "children", "toys").size()).isEqualTo(4);
    }

    @Test
    void binaryKeysAreHexOrUuids() throws SQLException {
        database.run("""
                CREATE TABLE files (id BINARY(16) PRIMARY KEY);
                CREATE TABLE parts (id INT PRIMARY KEY, file_id BINARY(16), KEY (file_id));
                INSERT INTO files VALUES (UNHEX('00ff0000000000000000000000000001')), (UNHEX('00ff0000000000000000000000000002'));
                INSERT INTO parts VALUES (1, UNHEX('00ff0000000000000000000000000001')), (2, UNHEX('00ff0000000000000000000000000002'));
                """);
        var declared = bare.declaring(directory, """
                version: 1
                default: files
                tables: { files: { key: { column: id, type: binary } } }
                relations: [{ child: parts.file_id, parent: files.id, onDelete: cascade }]
                """);
        try (declared) {
            var batch = new DirectBatch()
                    .add("m", "{\"id\":\"00ff0000-0000-0000-0000-000000000001\",\"action\":\"deleted\"}");
            assertThat(batch.failuresOf(declared.cleanup())).isEmpty();
        }
        assertThat(TableContents.of(database, "files").size()).isOne();
        assertThat(TableContents.of(database, "parts WHERE id = 2").size()).isOne();
        assertThat(TableContents.of(database, "parts").size()).isOne();
    }

    @Test
    void aKeyMayBeMadeOfNarrowNumbers() throws SQLException {
        database.run("""
                CREATE TABLE days (shop TINYINT(1), day MEDIUMINT(8) UNSIGNED ZEROFILL, PRIMARY KEY (shop, day));
                CREATE TABLE shifts (shop TINYINT(1), day SMALLINT, no TINYINT UNSIGNED, PRIMARY KEY (shop, day, no));
                CREATE TABLE breaks (shop TINYINT(1), day SMALLINT, no TINYINT UNSIGNED, id INT PRIMARY KEY);
                INSERT INTO days VALUES (0, 7), (1, 7), (2, 7), (-1, 7);
                INSERT INTO shifts SELECT shop, day, 200 FROM days;
                INSERT INTO breaks SELECT shop, day, no, shop + 2 FROM shifts;
                """);
        var declared = bare.declaring(directory, """
                version: 1
                default: days
                tables:
                  days: { key: [shop, day], zeroKey: true }
                  shifts: { key: [shop, day, "no"] }
                relations:
                  - { child: [shifts.shop, shifts.day], parent: days, onDelete: cascade }
                  - { child: [breaks.shop, breaks.day, breaks.no], parent: shifts, onDelete: cascade }
                """);
        try (declared) {
            var body = "{\"ids\":[{\"shop\":2,\"day\":7},{\"shop\":0,\"day\":7}],\"action\":\"deleted\"}";
            assertThat(new DirectBatch().add("m", body).failuresOf(declared.cleanup()))
                    .isEmpty();
        }
        assertThat(TableContents.of(database, "shifts", "breaks").rowsByTable())
                .hasToString("{shifts=[[-1, 7, 200], [1, 7, 200]], breaks=[[-1, 7, 200, 1], [1, 7, 200, 3]]}");
        assertThat(TableContents.of(database, "days").size()).isEqualTo(2);
    }

    @Test
    void namesMayBeWordsOfSqlOrHoldAnyCharacter() throws SQLException {
        database.run("""
                CREATE TABLE `order` (`select` INT PRIMARY KEY);
                CREATE TABLE `wei``rd-naïve name` (`from` INT PRIMARY KEY, `order id` INT, `desc` VARCHAR(9), KEY (`order id`));
                CREATE TABLE `group` (`key` INT PRIMARY KEY, `wei``rd` INT, KEY (`wei``rd`));
                INSERT INTO `order` VALUES (1), (2);
                INSERT INTO `wei``rd-naïve name` VALUES (1, 1, 'a'), (2, 2, 'a'), (3, 1, 'b');
                INSERT INTO `group` VALUES (1, 1), (2, 2), (3, 3);
                """);
        var declared = bare.declaring(directory, """
                version: 1
                default: order
                tables:
                  order: { key: select }
                  group: { key: key }
                  "wei`rd-naïve name": { key: from }
                relations:
                  - { child: "wei`rd-naïve name.order id", parent: order.select, where: { desc: a }, onDelete: cascade }
                  - { child: "group.wei`rd", parent: "wei`rd-naïve name.from", onDelete: cascade }
                """);
        try (declared) {
            assertThat(DirectBatch.ofIds(1).failuresOf(declared.cleanup())).isEmpty();
        }
        assertThat(TableContents.of(database, "`order`", "`group`").rowsByTable())
                .hasToString("{`order`=[[2]], `group`=[[2, 2], [3, 3]]}");
    }
}
