package dev.afterdelete.jdbc.orphan;

import dev.afterdelete.graph.Relation;
import dev.afterdelete.orphan.Orphan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Of one length, whatever it stands for: half of a SHA-256, so that no two are ever taken for each other. */
record Digest(String hex) {
    private static final int LENGTH = 16;

    /** Of what makes an orphan of this relation one; what then becomes of it is not part of that. */
    static Digest of(Relation relation) {
        var text = new StringBuilder();
        for (var part : List.of(
                relation.child().name(),
                relation.child().address().toString(),
                relation.columns().toString(),
                relation.parent().name(),
                relation.parentColumns().toString(),
                relation.reference().types().toString(),
                relation.when().toString())) {
            KeyNotation.append(text, part);
        }
        return of(text.toString());
    }

    static Digest of(Orphan orphan) {
        return of(KeyNotation.of(orphan.child()) + KeyNotation.of(orphan.reference()));
    }

    private static Digest of(String text) {
        try {
            var whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Digest(HexFormat.of().formatHex(whole, 0, LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    static Digest read(byte[] bytes) {
        return new Digest(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
