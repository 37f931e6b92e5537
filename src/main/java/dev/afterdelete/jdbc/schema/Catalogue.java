package dev.afterdelete.jdbc.schema;

/** The queries that a database answers about itself, each for all of its tables at once. */
final class Catalogue {
    static final String DATABASE = "SELECT DATABASE()";

    static final String ENGINES = "SELECT engine, transactions FROM information_schema.engines";

    /** On Vitess the schema name that comes back is another one, so only conditions name it. */
    static final String TABLES = """
            SELECT table_name, table_type, engine, table_rows
              FROM information_schema.tables
             WHERE table_schema = DATABASE()
             ORDER BY table_name
            """;

    static final String FOREIGN_KEY_RULES = """
            SELECT table_name, constraint_name, delete_rule, update_rule
              FROM information_schema.referential_constraints
             WHERE constraint_schema = DATABASE()
            """;

    static final String FOREIGN_KEY_COLUMNS = """
            SELECT table_name, constraint_name, column_name, referenced_table_name, referenced_column_name,
                   referenced_table_schema, referenced_table_schema = table_schema
              FROM information_schema.key_column_usage
             WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL
             ORDER BY table_name, constraint_name, ordinal_position
            """;

    static final String TRIGGERS = """
            SELECT event_object_table, trigger_name, event_manipulation
              FROM information_schema.triggers
             WHERE trigger_schema = DATABASE()
             ORDER BY event_object_table, trigger_name
            """;

    private Catalogue() {}
}
