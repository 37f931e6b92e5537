package dev.afterdelete.check;

import static dev.afterdelete.check.FindingCode.REFERENCE_NOT_INDEXED;
import static dev.afterdelete.live.TableSketch.keyed;
import static dev.afterdelete.live.TableSketch.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.live.TableSketch;
import org.junit.jupiter.api.Test;

class IndexCheckTest {
    private static final String COMPOSITE = """
            tables: { orders: { key: [shop, number] } }
            relations: [{ child: [lines.shop, lines.number], parent: [orders.shop, orders.number], onDelete: cascade }]
            """;
    private static final String POLYMORPHIC =
            "relations: [{ child: comments.subject, parent: recipes, where: { kind: Recipe }, onDelete: cascade }]";

    @Test
    void anIndexThatBeginsWithTheColumnsInAnyOrderIsFine() {
        composite(lines().index("shop", "number")).isFine();
        composite(lines().index("number", "shop", "id")).isFine();
        composite(table("lines")
                        .with("shop", "int")
                        .with("number", "int")
                        .with("id", "bigint")
                        .primary("shop", "number", "id")
                        .unique("id"))
                .isFine();
    }

    @Test
    void anIndexThatHoldsOthersBeforeOrBetweenIsNone() {
        composite(lines().index("shop")).has(REFERENCE_NOT_INDEXED);
        composite(lines().index("shop", "id", "number")).has(REFERENCE_NOT_INDEXED);
        composite(lines().index("id", "shop", "number")).has(REFERENCE_NOT_INDEXED);
    }

    @Test
    void theStatementIsSaidAndTheSizeWhereItIsKnown() {
        var checked = composite(lines().rows(1_234_567));
        assertThat(checked.say(REFERENCE_NOT_INDEXED))
                .contains("about 1,234,567 rows", "CREATE INDEX `shop_number` ON `lines` (`shop`, `number`);");
        assertThat(composite(lines()).say(REFERENCE_NOT_INDEXED)).doesNotContain("rows)");
    }

    @Test
    void theNameOfTheIndexIsFreeAndNotTooLong() {
        var taken = composite(lines().with("other", "int").index("other").unique("shop_number"));
        assertThat(taken.say(REFERENCE_NOT_INDEXED)).contains("CREATE INDEX `shop_number_2` ON");
        var name = "recipe_" + "x".repeat(57);
        var checked = Checked.of(
                "tables: { a: { key: [p, q] } }\nrelations: [{ child: [b.%s, b.q], parent: [a.p, a.q], onDelete: cascade }]"
                        .formatted(name),
                table("a").with("p", "int").with("q", "int").primary("p", "q"),
                keyed("b").with(name, "int").with("q", "int"));
        assertThat(checked.say(REFERENCE_NOT_INDEXED)).contains("CREATE INDEX `" + name + "` ON");
    }

    @Test
    void constantsMayLeadOrFollow() {
        polymorphic(comments().index("kind", "subject")).isFine();
        polymorphic(comments().index("subject", "kind")).isFine();
        polymorphic(comments().index("subject")).isFine();
        polymorphic(comments().index("kind")).has(REFERENCE_NOT_INDEXED);
        assertThat(polymorphic(comments()).say(REFERENCE_NOT_INDEXED))
                .contains("CREATE INDEX `subject` ON `comments` (`subject`, `kind`);");
    }

    @Test
    void aLongTextIsIndexedByItsBeginning() {
        var checked = Checked.of(
                "tables: { tags: { key: { column: name, type: string } } }\n"
                        + "relations: [{ child: uses.tag, parent: tags, onDelete: cascade }]",
                table("tags").with("name", "text").primary("name"),
                keyed("uses").with("tag", "text"));
        assertThat(checked.say(REFERENCE_NOT_INDEXED)).contains("(`tag`(191));");
    }

    private static Checked composite(TableSketch lines) {
        return Checked.of(
                COMPOSITE,
                table("orders").with("shop", "int").with("number", "int").primary("shop", "number"),
                lines);
    }

    private static TableSketch lines() {
        return keyed("lines").with("shop", "int").with("number", "int");
    }

    private static Checked polymorphic(TableSketch comments) {
        return Checked.of(POLYMORPHIC, keyed("recipes"), comments);
    }

    private static TableSketch comments() {
        return keyed("comments").with("kind", "varchar(20)").with("subject", "bigint");
    }
}
