package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.cli.Main;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Children whose parent is gone: found by {@code afterdelete orphans}, and fixed only when two passes found them. */
@OnEveryServer
class OrphansIT {
    private static final String RELATIONS = "src/test/resources/scenario/orphans.yaml";
    private static final List<String> TABLES = List.of(
            "steps",
            "notes",
            "meal_plans",
            "drafts",
            "invoices",
            "views",
            "comments",
            "posts",
            "logins",
            "orders",
            "order_lines",
            "taggings");

    private final LocalDatabase database;

    OrphansIT(LocalDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void load() throws SQLException {
        database.runResource("/afterdelete.sql");
        database.runResource("/scenario/orphans.sql");
    }

    @Test
    void everyKindOfReferenceIsReportedAndNothingIsChanged() throws SQLException {
        var before = contents();
        var report = orphans();
        assertThat(report.code).isEqualTo(1);
        assertThat(report.out.replaceAll("known for [0-9]+ s", "known for N s")).isEqualTo("""
                        steps.recipe_id -> recipes                              3 orphans in 5 rows
                          first 11; 12; 13; the oldest known for N s
                        notes.step_id -> steps                                  1 orphans in 4 rows
                          first 103; the oldest known for N s
                        meal_plans.recipe_id -> recipes                         1 orphans in 2 rows
                          first 21; the oldest known for N s
                        drafts.author_id -> people                              1 orphans in 2 rows
                          first 31; the oldest known for N s
                        invoices.recipe_id -> recipes                           1 orphans in 2 rows
                          first 41; the oldest known for N s
                          only reported: the relation says restrict, so its parent should not have gone
                        views.recipe_id -> recipes                              2 orphans in 3 rows
                          first 51; 52; the oldest known for N s
                          left as they are: the relation says do_nothing
                        comments.subject_id -> recipes                          1 orphans in 3 rows
                          first 61; the oldest known for N s
                        posts.parent_id -> posts                                1 orphans in 5 rows
                          first 72; the oldest known for N s
                        logins.email -> people                                  1 orphans in 3 rows
                          first 81; the oldest known for N s
                        orders.tenant_id -> tenants                             1 orphans in 2 rows
                          first 9,2; the oldest known for N s
                        order_lines.tenant_id,order_number -> orders            1 orphans in 4 rows
                          first 92; the oldest known for N s
                        taggings.tag -> tags                                    2 orphans in 4 rows
                          first 97; 98; the oldest known for N s
                        16 orphans left, 0 fixed, in 12 relations
                        """);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void orphansAreFixedAsTheirRelationsSayWhenTwoPassesFarEnoughApartFoundThem() throws SQLException {
        var before = contents();
        assertThat(orphans("--fix").code).isEqualTo(1);
        var soon = orphans("--fix");
        assertThat(soon.out).contains("0 fixed", "by one that begins at least 10 min from now");
        assertThat(contents()).as("two passes, not far enough apart").isEqualTo(before);
        passTime();
        assertThat(orphans("--fix").out).contains("3 orphans left, 13 fixed");
        assertThat(contents().rowsByTable())
                .containsEntry("steps", List.of("[10, 1]", "[14, null]"))
                .containsEntry("notes", List.of("[100, 10]"))
                .containsEntry("meal_plans", List.of("[20, 1]", "[21, null]"))
                .containsEntry("drafts", List.of("[30, 1]", "[31, 1]"))
                .containsEntry("invoices", List.of("[40, 2]", "[41, 7]"))
                .containsEntry("views", List.of("[50, 2]", "[51, 7]", "[52, 8]"))
                .containsEntry("comments", List.of("[60, Recipe, 1]", "[62, Article, 7]"))
                .containsEntry("posts", List.of("[70, 0]", "[71, 70]", "[74, 74]"))
                .containsEntry("logins", List.of("[80, ADA@example.com]", "[82, null]"))
                .containsEntry("orders", List.of("[1, 1]", "[1, 2]"))
                .containsEntry("order_lines", List.of("[90, 1, 1]", "[91, 1, 2]", "[93, null, 7]"))
                .containsEntry("taggings", List.of("[95, SOUP]", "[96, tea]"));
        var fixed = contents();
        assertThat(orphans("--fix").out).contains("0 fixed");
        assertThat(contents()).as("again").isEqualTo(fixed);
    }

    @Test
    void aParentThatComesBetweenThePassesKeepsItsChildren() throws SQLException {
        orphans("--fix");
        passTime();
        database.run("INSERT INTO recipes VALUES (7)");
        assertThat(orphans("--fix", "--relation", "steps").out).contains("0 orphans left, 1 fixed");
        assertThat(rows("steps")).containsExactly("[10, 1]", "[11, 7]", "[12, 7]", "[14, null]");
        assertThat(rows("notes")).containsExactly("[100, 10]", "[101, 11]", "[102, 11]", "[103, 99]");
    }

    @Test
    void aParentThatIsBeingInsertedIsWaitedFor() throws Exception {
        orphans("--fix");
        passTime();
        try (var insertion = RowLock.on(database, "INSERT INTO recipes VALUES (7)")) {
            var fix = Thread.ofVirtual().start(() -> orphans("--fix", "--relation", "steps.recipe_id"));
            LockWaits.await(database, 1); // the scan saw no parent, and now waits for the one that is coming
            insertion.run("COMMIT");
            fix.join();
        }
        assertThat(rows("steps")).containsExactly("[10, 1]", "[11, 7]", "[12, 7]", "[14, null]");
        assertThat(rows("notes")).contains("[101, 11]", "[102, 11]");
    }

    @Test
    void aChildThatMovedIsAnotherOrphanAndOneWithALiveParentIsNone() throws SQLException {
        orphans("--fix");
        passTime();
        database.run("UPDATE steps SET recipe_id = 2 WHERE id = 11; UPDATE steps SET recipe_id = 8 WHERE id = 12");
        orphans("--fix", "--relation", "steps");
        assertThat(rows("steps")).containsExactly("[10, 1]", "[11, 2]", "[12, 8]", "[14, null]");
        orphans("--fix", "--relation", "steps");
        passTime();
        orphans("--fix", "--relation", "steps");
        assertThat(rows("steps")).containsExactly("[10, 1]", "[11, 2]", "[14, null]");
    }

    @Test
    void anOrphanThatHadItsParentForOnePassCountsAnew() throws SQLException {
        orphans("--fix");
        passTime();
        database.run("INSERT INTO recipes VALUES (7)");
        orphans("--fix", "--relation", "steps");
        database.run("DELETE FROM recipes WHERE id = 7");
        orphans("--fix", "--relation", "steps");
        assertThat(rows("steps")).contains("[11, 7]", "[12, 7]");
    }

    @Test
    void aValueThatOverOnePercentOfTheRowsHoldIsAnUndeclaredNone() throws SQLException {
        database.run("CREATE TABLE digits (d INT); INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9);"
                + "INSERT INTO steps SELECT 1000 + a.d * 100 + b.d * 10 + c.d, IF(b.d = 3 AND c.d < 2, 999, 1)"
                + " FROM digits AS a, digits AS b, digits AS c");
        var before = contents();
        for (var pass = 0; pass < 3; pass++) {
            var report = orphans("--fix", "--relation", "steps.recipe_id");
            assertThat(report.code).isEqualTo(1);
            assertThat(report.out).contains("UNDECLARED_NONE: too many rows hold 999", "declare it as none");
            passTime();
        }
        assertThat(contents()).isEqualTo(before);
        database.run("DELETE FROM steps WHERE recipe_id = 999 AND id % 100 = 30"); // 10 are left: the others go
        orphans("--fix", "--relation", "steps.recipe_id");
        passTime();
        assertThat(orphans("--fix", "--relation", "steps.recipe_id").out).contains("13 of them fixed");
    }

    @Test
    void aReferenceThatIsNotSetIsAnUndeclaredNoneHoweverFewHoldIt() throws SQLException {
        database.run("INSERT INTO steps VALUES (15, 0)");
        for (var pass = 0; pass < 3; pass++) {
            assertThat(orphans("--fix", "--relation", "steps.recipe_id").out)
                    .contains("UNDECLARED_NONE: too many rows hold 0");
            passTime();
        }
        assertThat(rows("steps")).hasSize(6);
    }

    @Test
    void anInterruptedPassGoesOnWhereItStopped() throws SQLException {
        database.run("CREATE TABLE digits (d INT); INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9);"
                + "INSERT INTO steps SELECT 100000 + a.d * 10000 + b.d * 1000 + c.d * 100 + d.d * 10 + e.d,"
                + " IF(d.d = 3 AND e.d = 4, 1000000 + a.d * 100 + b.d * 10 + c.d, 1)"
                + " FROM digits AS a, digits AS b, digits AS c, digits AS d, digits AS e");
        var runs = 0;
        var last = "";
        for (; !last.contains("\"over\" : true") && runs < 1_000; runs++) {
            last = orphans("--relation", "steps.recipe_id", "--for", "PT0.05S", "--json").out;
        }
        assertThat(runs).as("runs").isGreaterThan(3).isLessThan(1_000);
        assertThat(last).contains("\"pass\" : 1", "\"rows\" : 100005", "\"orphans\" : 1003");
    }

    @Test
    void twoScansAtOnceShareTheWork() throws Exception {
        orphans("--fix");
        passTime();
        var scans = Stream.generate(() -> Thread.ofVirtual().start(() -> orphans("--fix")))
                .limit(3)
                .toList();
        for (var scan : scans) {
            scan.join();
        }
        assertThat(rows("steps")).containsExactly("[10, 1]", "[14, null]");
        assertThat(rows("invoices")).containsExactly("[40, 2]", "[41, 7]");
        assertThat(rows("order_lines")).containsExactly("[90, 1, 1]", "[91, 1, 2]", "[93, null, 7]");
    }

    @Test
    void theSweepScansWithWhatIsLeftOfItsTimeIfItIsToldTo() throws SQLException {
        assertThat(run(Map.of(), "sweep").out).doesNotContain("orphans");
        var fixing = Map.of("AFTERDELETE_ORPHANS", "fix", "AFTERDELETE_ORPHANS_CONFIRM_AFTER", "PT1S");
        assertThat(run(fixing, "sweep").code).isEqualTo(1);
        database.run("UPDATE afterdelete_orphan_scan SET started_at = started_at - INTERVAL 1 HOUR");
        passTime();
        assertThat(run(fixing, "sweep").out)
                .contains(
                        "steps.recipe_id -> recipes                              3 orphans in 5 rows, 3 of them fixed");
        assertThat(rows("steps")).containsExactly("[10, 1]", "[14, null]");
    }

    @Test
    void aPassThatOnlyBeganIsNotBegunAnewByTheNextSweep() throws SQLException {
        var reporting = Map.of("AFTERDELETE_ORPHANS", "report");
        run(reporting, "sweep");
        run(reporting, "sweep");
        assertThat(TableContents.of(database, "afterdelete_orphan_scan WHERE pass <> 1")
                        .size())
                .isZero();
    }

    @Test
    void aRelationThatNobodyKnowsIsRefusedWithAHint() {
        var refused = orphans("--relation", "step");
        assertThat(refused.code).isEqualTo(2);
        assertThat(refused.err).contains("no relation is called \"step\"", "steps");
    }

    @Test
    void withoutItsTablesTheScanSaysWhatIsMissing() throws SQLException {
        database.run("DROP TABLE afterdelete_orphan_scan");
        var refused = orphans();
        assertThat(refused.code).isEqualTo(2);
        assertThat(refused.err).contains("afterdelete_orphan_scan");
    }

    /** As if the last passes had been an hour ago. */
    private void passTime() throws SQLException {
        database.run("UPDATE afterdelete_orphans SET first_seen = first_seen - INTERVAL 1 HOUR");
    }

    private TableContents contents() throws SQLException {
        return TableContents.of(database, TABLES.toArray(String[]::new));
    }

    private List<String> rows(String table) throws SQLException {
        return TableContents.of(database, table).rowsByTable().getOrDefault(table, List.of());
    }

    private Run orphans(String... arguments) {
        return run(
                Map.of(),
                Stream.concat(Stream.of("orphans"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Run run(Map<String, String> settings, String... arguments) {
        var environment = new HashMap<>(database.settings());
        environment.put("AFTERDELETE_RELATIONS", RELATIONS);
        environment.putAll(settings);
        var out = new StringWriter();
        var err = new StringWriter();
        var code = Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Run(code, out.toString(), err.toString());
    }

    private record Run(int code, String out, String err) {}
}
