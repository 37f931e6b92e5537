package dev.afterdelete.event.body;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a message is called in logs and dead letters: the same at each of its deliveries, whoever hands it over. */
public final class MessageName {
    private static final int SHORT = 12;

    private MessageName() {}

    /**
     * The name.
     *
     * @param id that its sender gave it; null or empty where there is none, and then its body names it
     */
    public static String of(@Nullable String id, String body) {
        return id == null || id.isEmpty()
                ? "unnamed-" + digest(BodyText.bytes(body)).substring(0, SHORT)
                : id;
    }

    /** Hexadecimal digits that other bytes hardly ever have. */
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
