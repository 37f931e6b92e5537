package dev.afterdelete.config.queue;

import dev.afterdelete.config.queue.BrokerAddress.Transport;
import dev.afterdelete.config.queue.BrokerAddress.UrlLogin;
import dev.afterdelete.config.queue.QueueAddress.RabbitMq;
import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The URLs of RabbitMQ that are accepted. What is wrong in one is said without showing the URL, in which there may be a
 * password.
 *
 * @see <a href="https://www.rabbitmq.com/docs/uri-spec">RabbitMQ: URI specification</a>
 */
public final class AmqpUrl {
    /** How one looks. */
    public static final String EXAMPLE = "amqps://HOST:5671/VHOST?queue=NAME";

    /** The name where the URL says none. */
    public static final String DEFAULT_NAME = "afterdelete";

    private static final List<String> PARAMETERS = List.of("queue");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_:-][A-Za-z0-9_.:-]{0,199}");
    private static final int PLAIN_PORT = 5672;
    private static final int TLS_PORT = 5671;

    private AmqpUrl() {}

    /** What came of reading a URL. */
    public sealed interface Reading {
        /** It can be used. */
        record Understood(RabbitMq address) implements Reading {}

        /**
         * It cannot be used.
         *
         * @param matter what was expected, without what is secret
         */
        record Mistaken(String matter) implements Reading {}
    }

    /** Whether the text means to be such a URL. */
    public static boolean claims(String text) {
        return text.matches("(?i)amqps?:.*");
    }

    /** Reads a text that {@linkplain #claims claims} to be one. */
    public static Reading read(String text) {
        final URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException _) {
            return mistaken("was no URL; percent-encode what is special in user, password and VHOST");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return mistaken("was no host name or address in the place of HOST");
        }
        if (uri.getFragment() != null) {
            return mistaken("was a # in it");
        }
        return portProblem(uri)
                .or(() -> loginProblem(uri))
                .or(() -> virtualHostProblem(uri))
                .or(() -> parameterProblem(uri))
                .<Reading>map(Reading.Mistaken::new)
                .orElseGet(() -> new Reading.Understood(address(uri)));
    }

    private static Optional<String> portProblem(URI uri) {
        return uri.getPort() == 0 || uri.getPort() > 65_535
                ? Optional.of("expected a port from 1 to 65535 after the host")
                : Optional.empty();
    }

    private static Optional<String> loginProblem(URI uri) {
        var login = uri.getRawUserInfo();
        return login != null && !login.matches("[^:]+:[^:]+")
                ? Optional.of("expected USER:PASSWORD before the @, or neither of them in the URL")
                : Optional.empty();
    }

    private static Optional<String> virtualHostProblem(URI uri) {
        return uri.getRawPath().indexOf('/', 1) >= 0
                ? Optional.of("expected one VHOST after the host; a / in its name is written %2F")
                : Optional.empty();
    }

    private static Optional<String> parameterProblem(URI uri) {
        if (uri.getRawQuery() == null) {
            return Optional.empty();
        }
        var equals = uri.getRawQuery().indexOf('=');
        var name = equals < 0 ? uri.getRawQuery() : uri.getRawQuery().substring(0, equals);
        if (!PARAMETERS.contains(name)) {
            return Optional.of("expected nothing but queue=NAME after the ?, was " + Quote.of(name)
                    + Spelling.hint(name, PARAMETERS));
        }
        return NAME.matcher(queue(uri)).matches() && !queue(uri).startsWith("amq.")
                ? Optional.empty()
                : Optional.of(
                        "expected 1 to 200 letters, digits and _ - : . as queue=NAME, neither . nor amq. in front");
    }

    private static RabbitMq address(URI uri) {
        var transport = "amqps".equalsIgnoreCase(uri.getScheme()) ? Transport.TLS : Transport.PLAIN;
        var port = switch (transport) {
            case PLAIN -> PLAIN_PORT;
            case TLS -> TLS_PORT;
        };
        var path = uri.getRawPath();
        return new RabbitMq(
                new BrokerAddress(
                        transport,
                        uri.getHost(),
                        uri.getPort() < 0 ? port : uri.getPort(),
                        path.length() <= 1 ? "/" : decoded(path.substring(1)),
                        login(uri)),
                queue(uri));
    }

    private static Optional<UrlLogin> login(URI uri) {
        return Optional.ofNullable(uri.getRawUserInfo())
                .map(both -> both.split(":", 2))
                .map(both -> new UrlLogin(decoded(both[0]), decoded(both[1])));
    }

    private static String queue(URI uri) {
        var query = uri.getRawQuery();
        return query == null ? DEFAULT_NAME : query.substring(query.indexOf('=') + 1);
    }

    /** A plus sign is itself in these parts of a URL. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Reading mistaken(String matter) {
        return new Reading.Mistaken("expected " + EXAMPLE + ", " + matter);
    }
}
