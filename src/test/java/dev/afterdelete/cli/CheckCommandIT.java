package dev.afterdelete.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of whole schemas, as a team's CI runs them. */
@OnEveryServer
@NotOnVitess("its parser has no CREATE TRIGGER and no CREATE USER")
class CheckCommandIT {
    private static final String SHOP = "src/test/resources/check/shop.yaml";

    private final LocalDatabase database;

    CheckCommandIT(LocalDatabase database) {
        this.database = database;
    }

    @Test
    void everyMistakeInTheShopIsFoundAndNothingElse() throws Exception {
        database.runResource("/check/shop.sql");
        var run = CommandLineRun.on(database, "check", "--relations", SHOP, "--json");
        assertThat(run.code()).isEqualTo(1);
        assertThat(lines(run.out()))
                .filteredOn(line -> !line.startsWith("info") && !line.contains("UNDECLARED_REFERENCE"))
                .containsExactly(
                        "error SOFT_DELETE_MISMATCH customers.deleted_at 5",
                        "error KEY_TYPE_MISMATCH warehouses.code 14",
                        "error FOREIGN_KEY_CONTRADICTS newsletter_subscriptions.customer_email 27",
                        "error SET_NULL_ON_NOT_NULL invoices.customer_id 30",
                        "error UNKNOWN_COLUMN orders.costumer_id 32",
                        "error REFERENCE_COLLATION_WIDER shipments.carrier_code 35",
                        "error NOT_TRANSACTIONAL parcel_events 37",
                        "error NOT_A_TABLE active_products 41",
                        "error DEFAULT_REJECTED categories.parent_id 42",
                        "error CONSTANT_REJECTED attachments.owner_type 45",
                        "error UNDECIDED refunds.refunded_by 47",
                        "error UNKNOWN_TABLE giftcards 48",
                        "warning FOREIGN_KEY_CASCADES addresses.customer_id 25",
                        "warning FOREIGN_KEY_REFUSES customer_notes.customer_id 26",
                        "warning TRIGGER invoices 30",
                        "warning FOREIGN_KEY_CASCADES order_lines.shop_id,order_number 33",
                        "warning REFERENCE_NOT_INDEXED payments.shop_id,order_number 34",
                        "warning REFERENCE_NOT_INDEXED shipments.carrier_code 35",
                        "warning REFERENCE_NOT_INDEXED parcel_events.parcel_id 37",
                        "warning REFERENCE_NOT_INDEXED product_variants.product_id 38",
                        "warning REFERENCE_TYPE_DIFFERS product_images.product_id 39",
                        "warning REFERENCE_NOT_INDEXED stock_movements.warehouse_code 43",
                        "warning REFERENCE_NOT_INDEXED attachments.owner_id 45",
                        "warning FOREIGN_KEY_CASCADES user_roles.user_id 46",
                        "warning REFERENCE_NOT_INDEXED refunds.refunded_by 47");
        assertThat(lines(run.out()))
                .contains(
                        "warning UNDECLARED_REFERENCE reviews.productId 0",
                        "warning UNDECLARED_REFERENCE shipments.shop_id,order_number 0",
                        "warning UNDECLARED_REFERENCE loyalty_accounts.customer_id 0");
    }

    @Test
    void theReportSaysTheWorstFirstAndEndsWithASummary() throws SQLException {
        database.runResource("/check/shop.sql");
        var run = CommandLineRun.on(database, "check", "--relations", SHOP);
        assertThat(run.out())
                .startsWith("ERRORS (12): cascades do not run, or do something else than is declared\n\n  line 5: ")
                .contains(
                        "  line 32: orders.costumer_id does not exist",
                        "did you mean \"customer_id\"?  [UNKNOWN_COLUMN]\n      > ")
                .containsSubsequence("ERRORS (", "WARNINGS (", "INFORMATION (")
                .endsWith("3 for information.\n");
    }

    @Test
    void theStatementsThatAreSaidMendWhatTheyAreSaidOf(@TempDir Path directory) throws Exception {
        database.run("""
                CREATE TABLE recipes (id BIGINT UNSIGNED PRIMARY KEY);
                CREATE TABLE steps (id INT PRIMARY KEY, `of recipe` INT NOT NULL) ENGINE = MyISAM;
                CREATE TABLE photos (id INT PRIMARY KEY, recipe_id BIGINT UNSIGNED NULL, CONSTRAINT `a``b` FOREIGN KEY (recipe_id) REFERENCES recipes (id));
                """);
        var file = Files.writeString(directory.resolve("relations.yaml"), """
                version: 1
                relations:
                  - { child: steps.of recipe, parent: recipes, onDelete: set_null, onUpdate: restrict }
                  - { child: photos.recipe_id, parent: recipes, onDelete: cascade, onUpdate: restrict }
                """);
        for (var round = 1; round <= 3; round++) {
            for (var remedy :
                    remedies(CommandLineRun.on(database, "check", "--relations", file.toString(), "--json"))) {
                database.run(remedy);
            }
        }
        var run = CommandLineRun.on(database, "check", "--relations", file.toString());
        assertThat(run.out())
                .isEqualTo("%s, 2 relations, held against the 3 tables of %s: nothing found.%n"
                        .formatted(file, database.name()));
        assertThat(run.code()).isZero();
    }

    @Test
    void theSampleThatShipsFitsItsTables() throws SQLException {
        database.runResource("/recipes.sql");
        var run = CommandLineRun.on(database, "check");
        assertThat(run.out()).contains("0 errors, 0 warnings");
        assertThat(run.code()).isZero();
        assertThat(CommandLineRun.on(database, "check", "--fail-on", "info").code())
                .isEqualTo(1);
    }

    @Test
    void twoHundredTablesTakeUnderThreeSeconds(@TempDir Path directory) throws SQLException {
        database.runResource("/check/two-hundred-tables.sql");
        var file = directory.resolve("relations.yaml").toString();
        CommandLineRun.on(database, "infer", "--relations", file);
        var start = System.nanoTime();
        var run = CommandLineRun.on(database, "check", "--relations", file, "--json");
        var taken = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("check of 200 tables: %d ms%n", taken.toMillis());
        assertThat(run.out()).contains("UNDECIDED", "REFERENCE_NOT_INDEXED");
        assertThat(taken).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aUserWhoMayOnlyReadSeesEnough() throws Exception {
        database.runResource("/check/shop.sql");
        database.run("CREATE USER 'reader'@'%%' IDENTIFIED BY 'r-3ader'; GRANT SELECT ON `%s`.* TO 'reader'@'%%';"
                .formatted(database.name()));
        try {
            var run = CommandLineRun.as(database, "reader", "r-3ader", "check", "--relations", SHOP, "--json");
            assertThat(run.code()).as(run.err()).isEqualTo(1);
            var all = CommandLineRun.on(database, "check", "--relations", SHOP, "--json");
            var unseen = new ArrayList<>(lines(all.out()));
            unseen.removeAll(lines(run.out()));
            assertThat(unseen)
                    .contains("warning TRIGGER invoices 30")
                    .allMatch(line -> line.contains(" TRIGGER ") || line.contains(" FOREIGN_KEY_"));
            assertThat(lines(run.out()))
                    .as("foreign keys, with or without their rules")
                    .filteredOn(line -> line.contains(" FOREIGN_KEY_"))
                    .hasSize(5);
        } finally {
            database.run("DROP USER 'reader'@'%'");
        }
    }

    @Test
    void anEmptyDatabaseIsSaidOnce() throws Exception {
        var run = CommandLineRun.on(database, "check", "--relations", "src/main/resources/relations.yaml", "--json");
        assertThat(lines(run.out())).containsExactly("error WRONG_DATABASE %s 0".formatted(database.name()));
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void whatCannotRunEndsWithTwo(@TempDir Path directory) throws Exception {
        var mistaken = Files.writeString(directory.resolve("mistaken.yaml"), "version: 1\nrelations: [{}]\n");
        assertThat(CommandLineRun.on(database, "check", "--relations", mistaken.toString())
                        .err())
                .contains("mistaken.yaml:2");
        assertThat(CommandLineRun.on(database, "check", "--relations", mistaken.toString())
                        .code())
                .isEqualTo(2);
        assertThat(CommandLineRun.on(database, "check", "--relations", "no-such-file")
                        .code())
                .isEqualTo(2);
        assertThat(CommandLineRun.on(database, "check", "--fail-on", "fatal").code())
                .isEqualTo(2);
        var refused = CommandLineRun.as(database, "nobody", "wrong", "check");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("ACCESS_DENIED");
    }

    /** Statements among the remedies. */
    private static List<String> remedies(CommandLineRun run) throws Exception {
        var remedies = new ArrayList<String>();
        for (JsonNode finding : new ObjectMapper().readTree(run.out())) {
            var remedy = finding.get("remedy").asText();
            var statement =
                    remedy.substring(Math.max(0, remedy.indexOf("ALTER TABLE"))).split("  --", 2)[0];
            if (statement.endsWith(";")) {
                remedies.add(statement);
            }
        }
        return remedies;
    }

    private static List<String> lines(String json) throws Exception {
        var lines = new ArrayList<String>();
        for (JsonNode finding : new ObjectMapper().readTree(json)) {
            lines.add("%s %s %s %d"
                    .formatted(
                            finding.get("severity").asText(),
                            finding.get("code").asText(),
                            finding.get("subject").asText(),
                            finding.path("line").asInt()));
        }
        return lines;
    }
}
