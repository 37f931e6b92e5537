package dev.afterdelete.config;

import dev.afterdelete.config.DatabaseSettings.Password;
import dev.afterdelete.config.DatabaseSettings.Secret;
import dev.afterdelete.config.Form.Parsed;
import dev.afterdelete.config.Settings.Heartbeat;
import dev.afterdelete.config.queue.AmqpUrl;
import dev.afterdelete.config.queue.QueueAddress;
import dev.afterdelete.fault.Quote;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of settings that are neither numbers, times nor names. */
final class TextForms {
    private static final Pattern SECRET_ID = Pattern.compile("[A-Za-z0-9/_+=.@:!-]{1,2048}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    static final Form<String> USER = Form.shown(
            "text",
            "1 to 32 characters",
            "1 to 32 characters",
            text -> Optional.of(text)
                    .filter(user ->
                            user.length() <= 32 && !CONTROL.matcher(user).find()));

    static final Form<String> QUEUE_USER = Form.shown(
            "text",
            "1 to 255 characters",
            "1 to 255 characters",
            text -> Optional.of(text)
                    .filter(user ->
                            user.length() <= 255 && !CONTROL.matcher(user).find()));

    static final Form<Password> PASSWORD =
            Form.hidden("text", "any text", "any text", text -> Optional.of(new Password(text)));

    // Whoever puts the secret itself here must not find it in a log.
    static final Form<Secret> SECRET = Form.hidden(
            "name or ARN",
            "one secret",
            "the name or the ARN of a secret, not what is in it",
            text -> Optional.of(text).filter(SECRET_ID.asMatchPredicate()).map(Secret::new));

    static final Form<Path> PATH = Form.shown("path", "a file", "the path of a file", TextForms::path);

    static final Form<URI> SQS_QUEUE =
            Form.shown("URL", "an SQS queue", "the http(s) URL of an SQS queue", TextForms::queueUrl);

    static final Form<QueueAddress> QUEUE =
            new Form<>("URL", "an SQS queue, or " + AmqpUrl.EXAMPLE, TextForms::queueAddress);

    private static final Pattern HEARTBEAT_COLUMN =
            Pattern.compile("((?:[A-Za-z0-9_$-]{1,64}\\.)?[A-Za-z0-9_$-]{1,64})\\.([A-Za-z0-9_$-]{1,64})");

    static final Form<Heartbeat> HEARTBEAT = Form.shown(
            "column",
            "TABLE.COLUMN or DATABASE.TABLE.COLUMN",
            "TABLE.COLUMN or DATABASE.TABLE.COLUMN",
            TextForms::heartbeat);

    private TextForms() {}

    private static Optional<Heartbeat> heartbeat(String text) {
        return Optional.of(HEARTBEAT_COLUMN.matcher(text))
                .filter(Matcher::matches)
                .map(named -> new Heartbeat(List.of(named.group(1).split("\\.")), named.group(2)));
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /** A password may stand before an @, so that nothing with one is shown. */
    private static Parsed<QueueAddress> queueAddress(String text) {
        if (AmqpUrl.claims(text)) {
            return switch (AmqpUrl.read(text)) {
                case AmqpUrl.Reading.Understood(var address) -> new Parsed.Usable<>(address);
                case AmqpUrl.Reading.Mistaken(var matter) -> new Parsed.Unusable<>(matter);
            };
        }
        return queueUrl(text)
                .<Parsed<QueueAddress>>map(url -> new Parsed.Usable<>(new QueueAddress.Sqs(url)))
                .orElseGet(() -> new Parsed.Unusable<>("expected the http(s) URL of an SQS queue or " + AmqpUrl.EXAMPLE
                        + (text.indexOf('@') < 0 ? ", was " + Quote.of(text) : "")));
    }

    private static Optional<URI> queueUrl(String text) {
        try {
            return Optional.of(new URI(text)).filter(TextForms::isQueueUrl);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean isQueueUrl(URI uri) {
        return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getUserInfo() == null
                && uri.getPath().length() > 1
                && uri.getQuery() == null
                && uri.getFragment() == null;
    }
}
