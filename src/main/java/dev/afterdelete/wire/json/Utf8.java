package dev.afterdelete.wire.json;

/** What a text is in UTF-8, without encoding it. */
public final class Utf8 {
    private Utf8() {}

    /** Whether UTF-8 can hold {@code text}: every surrogate has its partner. */
    public static boolean canHold(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (Character.charCount(text.codePointAt(at)) == 1) {
                    return false;
                }
                at++;
            }
        }
        return true;
    }

    /** The length of {@code text} in bytes. */
    public static int length(String text) {
        var bytes = 0;
        for (var at = 0; at < text.length(); at++) {
            bytes += bytesOf(text.charAt(at));
        }
        return bytes;
    }

    private static int bytesOf(char character) {
        if (character < 0x80) {
            return 1;
        }
        return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
    }
}
