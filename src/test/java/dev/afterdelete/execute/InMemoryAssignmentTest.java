package dev.afterdelete.execute;

class InMemoryAssignmentTest extends AssignmentContract {
    @Override
    RowStore open(RandomCase rows) {
        var database = new InMemoryDatabase();
        rows.rows().forEach((table, some) -> database.insert(table, some.toArray(Row[]::new)));
        return database;
    }
}
