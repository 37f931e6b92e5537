package dev.afterdelete.bench;

import java.sql.SQLException;
import java.util.List;

/** One way to delete recipes, and all that hangs from them, as messages name them. */
interface Contestant extends AutoCloseable {
    /** What it is, for the table. */
    String name();

    /** Whose rows it deletes. */
    RecipeTables tables();

    /** Makes everything ready that comes before the clock starts: the recipes {@code ids}, in this order. */
    Work prepare(List<Long> ids) throws SQLException;

    /** How many rows really went in a transaction whose statements reported {@code reported} of them. */
    default long rowsGone(long reported) {
        return reported;
    }

    @Override
    void close() throws SQLException;

    /** What is timed. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }
}
