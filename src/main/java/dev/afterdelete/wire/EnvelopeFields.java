package dev.afterdelete.wire;

import static dev.afterdelete.fault.FaultCode.CONFLICTING_FIELDS;

import dev.afterdelete.event.Envelope;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.fault.Quote;
import dev.afterdelete.wire.json.JsonValue;
import dev.afterdelete.wire.json.JsonValue.Members;
import dev.afterdelete.wire.json.JsonValue.Numeral;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The fields of a message that it carries beside the change itself. */
final class EnvelopeFields {
    private static final Pattern POSITIVE_LONG = Pattern.compile("[1-9][0-9]{0,18}");

    private EnvelopeFields() {}

    /**
     * Reads them.
     *
     * @param cascadeNames a name for a message that brings none
     * @throws FaultException permanent: a field does not say what it has to
     */
    static Envelope read(MessageFields fields, Supplier<String> cascadeNames) {
        var cascade = matching(
                fields,
                MessageFields.CASCADE,
                Envelope.CASCADE,
                "1 to 128 printable ASCII characters, no space at the ends");
        var tenant = matching(
                fields, MessageFields.TENANT, Envelope.TENANT, "1 to 128 printable ASCII characters without space");
        return new Envelope(cascade.orElseGet(cascadeNames), tenant, debt(fields), meta(fields));
    }

    private static Optional<String> matching(MessageFields fields, String name, Pattern form, String expected) {
        var text = fields.findText(name);
        text.filter(form.asMatchPredicate().negate()).ifPresent(wrong -> {
            throw MessageFields.invalid(name, expected, "found " + Quote.of(wrong));
        });
        return text;
    }

    private static Optional<Debt> debt(MessageFields fields) {
        var outbox = number(fields, MessageFields.OUTBOX, Long.MAX_VALUE, "a whole number from 1 to 2^63-1");
        var turn = number(fields, MessageFields.TURN, Debt.MAX_TURN, "a whole number from 1 to " + Debt.MAX_TURN);
        if (outbox.isEmpty() && turn.isPresent()) {
            throw FaultException.of(
                    CONFLICTING_FIELDS, "\"turn\" is the turn of an outbox row, and the message names no \"outbox\"");
        }
        return outbox.isEmpty()
                ? Optional.empty()
                : Optional.of(new Debt(outbox.getAsLong(), Math.toIntExact(turn.orElse(0))));
    }

    private static OptionalLong number(MessageFields fields, String name, long most, String expected) {
        return fields.find(name)
                .map(value -> switch (value) {
                    case Numeral(var literal) when isAtMost(literal, most) -> OptionalLong.of(Long.parseLong(literal));
                    case Numeral _ -> throw MessageFields.invalid(name, expected, "found another number");
                    case JsonValue other -> throw MessageFields.invalid(name, expected, "found " + other.kind());
                })
                .orElseGet(OptionalLong::empty);
    }

    private static boolean isAtMost(String literal, long most) {
        var longest = String.valueOf(most);
        return POSITIVE_LONG.matcher(literal).matches()
                && (literal.length() < longest.length()
                        || (literal.length() == longest.length() && literal.compareTo(longest) <= 0));
    }

    /** The object as it was written, fit to be sent on one line: a line can only break between its parts. */
    private static Optional<String> meta(MessageFields fields) {
        return fields.find(MessageFields.META).map(value -> switch (value) {
            case Members object ->
                MessageWriter.sendable(object.source().replace('\n', ' ').replace('\r', ' '));
            case JsonValue other ->
                throw MessageFields.invalid(MessageFields.META, "an object", "found " + other.kind());
        });
    }
}
