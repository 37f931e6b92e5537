package dev.afterdelete.fault;

/** Foreign text made fit for a line that a person reads. */
public final class Quote {
    private static final int LONGEST_QUOTE = 80;

    private Quote() {}

    /**
     * {@code text} in quotation marks, cut where it is long; what could break the line, hide or reorder it is escaped.
     *
     * @return one line of at most about 90 characters
     */
    public static String of(String text) {
        var quoted = new StringBuilder("\"");
        for (var at = 0; at < text.length(); ) {
            if (quoted.length() >= LONGEST_QUOTE) {
                return quoted.append("…\"").toString();
            }
            var character = text.codePointAt(at);
            append(quoted, character);
            at += Character.charCount(character);
        }
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int character) {
        if (character == '"' || character == '\\') {
            quoted.append('\\').appendCodePoint(character);
        } else if (isVisible(character)) {
            quoted.appendCodePoint(character);
        } else {
            quoted.append("\\u%04x".formatted(character));
        }
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
