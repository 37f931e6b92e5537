package dev.afterdelete.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.afterdelete.cli.print.PlanTree.Again;
import dev.afterdelete.cli.print.PlanTree.Branch;
import dev.afterdelete.graph.Relation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A plan for machines: the tree, with the numbers of the steps in their order, and their statements if wanted. */
public final class PlanJson {
    private final PlanTree tree;
    private final Optional<PlanSql> sql;

    /** Of {@code tree}, with statements where they are given. */
    public PlanJson(PlanTree tree, Optional<PlanSql> sql) {
        this.tree = tree;
        this.sql = sql;
    }

    /** The whole as one object. */
    public String text() {
        return JsonText.of(this::root);
    }

    private void root(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", tree.root().table().name());
        json.writeStringField("does", PlanWords.what(tree.root().effect()));
        json.writeNumberField("number", tree.size());
        relations(json, "restrictedBy", tree.restrictions());
        relations(json, "untouched", tree.untouched());
        if (sql.isPresent()) {
            JsonText.texts(json, "before", sql.get().rootBefore());
            json.writeStringField("statement", sql.get().rootChange());
        }
        branches(json, tree.branches());
        json.writeEndObject();
    }

    private void branches(JsonGenerator json, List<Branch> branches) throws IOException {
        json.writeArrayFieldStart("after");
        for (var branch : branches) {
            branch(json, branch);
        }
        json.writeEndArray();
    }

    private void branch(JsonGenerator json, Branch branch) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", branch.table().name());
        json.writeStringField("does", PlanWords.what(branch.step().effect()));
        json.writeStringField("where", PlanWords.which(branch.step().relation()));
        json.writeNumberField("number", branch.number());
        switch (branch.again()) {
            case Again.No _ -> {}
            case Again.Circle _ -> json.writeBooleanField("circle", true);
            case Again.AsIn(var first, var last) -> {
                json.writeArrayFieldStart("afterTheSameAs");
                json.writeNumber(first);
                json.writeNumber(last);
                json.writeEndArray();
            }
        }
        if (sql.isPresent()) {
            JsonText.texts(json, "before", sql.get().before(branch));
            json.writeStringField("statement", sql.get().change(branch));
        }
        branches(json, branch.below());
        json.writeEndObject();
    }

    private static void relations(JsonGenerator json, String name, List<Relation> relations) throws IOException {
        JsonText.texts(
                json,
                name,
                relations.stream()
                        .map(relation -> relation.child().name() + " where " + PlanWords.which(relation))
                        .toList());
    }
}
