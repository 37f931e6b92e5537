package dev.afterdelete.lambda;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Text with percent-encoded bytes in it, as in the path of a URL, where a plus sign is a plus sign. */
final class PercentText {
    private static final int ESCAPE_LENGTH = "%2C".length();

    private PercentText() {}

    /**
     * Decodes each run of escapes as UTF-8, and leaves all other characters as they are.
     *
     * @return empty when a percent sign has not two hexadecimal digits after it, or the bytes are not UTF-8
     */
    static Optional<String> decode(String text) {
        var decoded = new StringBuilder(text.length());
        var at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != '%') {
                decoded.append(text.charAt(at++));
                continue;
            }
            var run = escapes(text, at);
            var characters = utf8(run);
            if (characters.isEmpty()) {
                return Optional.empty();
            }
            decoded.append(characters.get());
            at += run.limit() * ESCAPE_LENGTH;
        }
        return Optional.of(decoded.toString());
    }

    /** The bytes of the well-formed escapes from {@code start} on; none when the first is malformed. */
    private static ByteBuffer escapes(String text, int start) {
        var bytes = ByteBuffer.allocate((text.length() - start) / ESCAPE_LENGTH);
        for (var at = start; isEscape(text, at); at += ESCAPE_LENGTH) {
            bytes.put((byte) HexFormat.fromHexDigits(text, at + 1, at + ESCAPE_LENGTH));
        }
        return bytes.flip();
    }

    private static boolean isEscape(String text, int at) {
        return at + ESCAPE_LENGTH <= text.length()
                && text.charAt(at) == '%'
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    private static Optional<String> utf8(ByteBuffer bytes) {
        try {
            var characters = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.duplicate())
                    .toString();
            return Optional.of(characters).filter(decoded -> !decoded.isEmpty());
        } catch (CharacterCodingException e) {
            return Optional.empty(); // not UTF-8: the caller says so
        }
    }
}
