package dev.afterdelete.event.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;

/**
 * Bodies as texts, and back, byte for byte. A byte that is no UTF-8 becomes half of a surrogate pair, which no UTF-8
 * has, so that whoever reads the text refuses it and whoever sends it on sends what came.
 */
public final class BodyText {
    /** A byte from 0x80 on stands this far up, among the low surrogates. */
    private static final int STRAY = 0xDC00;

    private BodyText() {}

    /** The text of {@code body}. */
    public static String of(byte[] body) {
        var decoder = UTF_8.newDecoder(); // stops where something is wrong
        var from = ByteBuffer.wrap(body);
        var text = CharBuffer.allocate(body.length);
        while (from.hasRemaining()) {
            var stopped = decoder.reset().decode(from, text, true);
            if (stopped.isError()) {
                for (var left = stopped.length(); left > 0; left--) {
                    text.put((char) (STRAY + Byte.toUnsignedInt(from.get())));
                }
            }
        }
        return text.flip().toString();
    }

    /** The bytes of which {@code text} was made. */
    public static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        var plain = 0;
        for (var at = 0; at < text.length(); at++) {
            if (isStray(text, at)) {
                bytes.writeBytes(text.substring(plain, at).getBytes(UTF_8));
                bytes.write(text.charAt(at) - STRAY);
                plain = at + 1;
            }
        }
        bytes.writeBytes(text.substring(plain).getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private static boolean isStray(String text, int at) {
        var it = text.charAt(at);
        return it >= STRAY + 0x80 && it <= STRAY + 0xFF && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
