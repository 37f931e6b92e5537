package dev.afterdelete.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the sample application's rows are, to the last character. Two are equal only if every row and every value is.
 *
 * @param byTable a digest and a count for each table, in the order of {@link RecipeManager#TABLES}
 */
record Fingerprint(Map<String, TableFingerprint> byTable) {
    /**
     * What one table's rows are.
     *
     * @param rows how many
     * @param digest of all their values, in the order of their ids
     */
    record TableFingerprint(long rows, String digest) {}

    /** The fingerprint of all rows. */
    static Fingerprint of(Connection connection) throws SQLException {
        return without(connection, Set.of());
    }

    /** The fingerprint that is to be found once these recipes, and all that hangs from them, are gone. */
    static Fingerprint without(Connection connection, Set<Long> recipes) throws SQLException {
        var tables = new LinkedHashMap<String, TableFingerprint>();
        for (var table : RecipeManager.TABLES) {
            tables.put(table, of(connection, table, recipes));
        }
        return new Fingerprint(tables);
    }

    /** How many rows all tables have together. */
    long rows() {
        return byTable.values().stream().mapToLong(TableFingerprint::rows).sum();
    }

    private static TableFingerprint of(Connection connection, String table, Set<Long> without) throws SQLException {
        var recipe = table.equals("recipes") ? "id" : "recipe_id";
        var digest = sha256();
        var count = 0L;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY id")) {
            while (rows.next()) {
                if (!without.contains(rows.getLong(recipe))) {
                    add(rows, digest);
                    count++;
                }
            }
        }
        return new TableFingerprint(count, HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(ResultSet row, MessageDigest digest) throws SQLException {
        for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            var value = String.valueOf(row.getString(column)).getBytes(UTF_8);
            digest.update((value.length + ":").getBytes(UTF_8)); // so that no two rows run together alike
            digest.update(value);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
