package dev.afterdelete.jdbc;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The old key of a row that got another one, as the outbox is searched for it: of one length, whatever the key. */
final class MovedFrom {
    private MovedFrom() {}

    /** SHA-256 of table and key: 32 bytes. */
    static byte[] digest(Table table, Key key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(table.name().getBytes(StandardCharsets.UTF_8));
            for (var value : key.values()) {
                digest.update((byte) 0);
                digest.update(value.toString().getBytes(StandardCharsets.UTF_8));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
