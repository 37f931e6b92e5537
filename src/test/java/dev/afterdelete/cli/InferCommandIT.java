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
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Declarations that are made from whole schemas. */
@OnEveryServer
@NotOnVitess("its parser has no CREATE TRIGGER")
class InferCommandIT {
    private final LocalDatabase database;
    private final Path file;

    InferCommandIT(LocalDatabase database, @TempDir Path directory) {
        this.database = database;
        this.file = directory.resolve("relations.yaml");
    }

    @Test
    void whatIsInferredFromTheShopHasNoErrorButOpenMarks() throws Exception {
        database.runResource("/check/shop.sql");
        database.run("ALTER TABLE parcel_events ENGINE = InnoDB");
        var run = infer();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("45 relations found, 39 of them for you to decide");
        assertOnlyMarksAreErrors();
        assertThat(Files.readString(file))
                .contains(
                        "  - child: newsletter_subscriptions.customer_email   # sure: foreign key subscription_email\n"
                                + "    parent: customers.email\n    onDelete: set_null\n    onUpdate: cascade\n")
                .contains(
                        "  - child: [order_lines.shop_id, order_lines.order_number]   # sure: foreign key line_order\n")
                .contains("  - child: categories.parent_id   # likely: ")
                .contains("  - child: refunds.refunded_by   # possible: ")
                .contains(
                        "shipments.carrier_code looks like a reference to carriers, but it compares by utf8mb4_general_ci")
                .contains("#   - { child: comments.subject_id, parent: TABLE, where: { subject_type: VALUE }");
    }

    @Test
    void whatIsInferredFromTwoHundredTablesHasNoErrorButOpenMarks() throws Exception {
        database.runResource("/check/two-hundred-tables.sql");
        infer();
        assertOnlyMarksAreErrors();
        assertThat(Files.readString(file))
                .contains("- child: account_entries.account_id ", "- child: shopAccountEntry.accountId ")
                .contains("- child: CrmAccountEntries.CrmAccountID ", "- child: tbl_account_entry.id_account ")
                .contains("- child: old_account_entry.account_fk ");
    }

    @Test
    void aFileWithOpenMarksIsRefusedByOtherCommands() throws SQLException {
        database.runResource("/check/shop.sql");
        infer();
        var plan = CommandLineRun.on(database, "plan", "customers", "--relations", file.toString());
        assertThat(plan.code()).isEqualTo(2);
        assertThat(plan.err()).contains("onDelete of coupons.customer_id is undecided");
    }

    @Test
    void foreignKeysAloneLeaveNothingToDecide() throws SQLException {
        database.run("""
                CREATE TABLE recipes (id BIGINT PRIMARY KEY);
                CREATE TABLE steps (id BIGINT PRIMARY KEY, recipe_id BIGINT, FOREIGN KEY (recipe_id) REFERENCES recipes (id) ON DELETE CASCADE);
                """);
        assertThat(infer().code()).isZero();
        var plan = CommandLineRun.on(database, "plan", "recipes", "--relations", file.toString());
        assertThat(plan.out()).contains("steps  delete where recipe_id refers to recipes");
        var check = CommandLineRun.on(database, "check", "--relations", file.toString(), "--fail-on", "error");
        assertThat(check.code()).isZero();
        assertThat(check.out()).contains("[FOREIGN_KEY_CASCADES]");
    }

    @Test
    void aFileThatIsThereIsOverwrittenByForceOnly() throws Exception {
        database.runResource("/check/shop.sql");
        Files.writeString(file, "mine");
        var run = infer();
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("is there already; --force overwrites it");
        assertThat(file).hasContent("mine");
        assertThat(CommandLineRun.on(database, "infer", "--relations", file.toString(), "--force")
                        .code())
                .isEqualTo(1);
        assertThat(Files.readString(file)).contains("version: 1");
    }

    @Test
    void withoutAFileItGoesToStandardOutput() throws Exception {
        database.runResource("/check/shop.sql");
        assertThat(CommandLineRun.on(database, "infer").out()).contains("version: 1\n", "relations:\n");
        var relations = new ObjectMapper()
                .readTree(CommandLineRun.on(database, "infer", "--json").out());
        assertThat(relations).hasSize(45);
        assertThat(relations.get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "child", "columns", "parent", "parentColumns", "onDelete", "onUpdate", "confidence", "reason");
    }

    @Test
    void aDatabaseWithoutAnyReferenceYieldsNoFile() throws SQLException {
        database.run("CREATE TABLE settings (name VARCHAR(20) PRIMARY KEY)");
        var run = infer();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("among the 1 tables");
        assertThat(file).doesNotExist();
    }

    private CommandLineRun infer() {
        return CommandLineRun.on(database, "infer", "--relations", file.toString());
    }

    private void assertOnlyMarksAreErrors() throws Exception {
        var run = CommandLineRun.on(database, "check", "--relations", file.toString(), "--json");
        var errors = new TreeSet<String>();
        for (JsonNode finding : new ObjectMapper().readTree(run.out())) {
            if (finding.get("severity").asText().equals("error")) {
                errors.add(finding.get("code").asText()
                        + (finding.get("code").asText().equals("UNDECIDED")
                                ? ""
                                : " " + finding.get("message").asText()));
            }
        }
        assertThat(errors).containsExactly("UNDECIDED");
    }
}
