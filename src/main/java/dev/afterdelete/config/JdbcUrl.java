package dev.afterdelete.config;

import dev.afterdelete.config.Form.Parsed;
import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The JDBC URLs that are accepted: one MySQL host, one database, no credentials, and no property that could read files,
 * run code or change what a statement means. What is wrong in one is said without showing the URL.
 *
 * @see <a
 *     href="https://dev.mysql.com/doc/connector-j/en/connector-j-reference-configuration-properties.html">Connector/J:
 *     configuration properties</a>
 */
final class JdbcUrl {
    static final String EXAMPLE = "jdbc:mysql://HOST:3306/DATABASE";

    /** The properties that a URL may set; all others are Afterdelete's own business. */
    static final List<String> PROPERTIES = List.of(
            "sslMode",
            "tlsVersions",
            "tlsCiphersuites",
            "trustCertificateKeyStoreUrl",
            "trustCertificateKeyStoreType",
            "trustCertificateKeyStorePassword",
            "fallbackToSystemTrustStore",
            "clientCertificateKeyStoreUrl",
            "clientCertificateKeyStoreType",
            "clientCertificateKeyStorePassword",
            "fallbackToSystemKeyStore",
            "allowPublicKeyRetrieval",
            "serverRSAPublicKeyFile",
            "connectionTimeZone",
            "serverTimezone",
            "tcpKeepAlive");

    static final Form<String> FORM = new Form<>(
            "JDBC URL",
            EXAMPLE,
            url -> problem(url).<Parsed<String>>map(Parsed.Unusable::new).orElseGet(() -> new Parsed.Usable<>(url)));

    private static final String SCHEME = "jdbc:mysql://";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9_$.@:-]{1,128}");
    private static final Pattern PROPERTY = Pattern.compile("([A-Za-z]+)=([A-Za-z0-9_.,:/+%-]*)");

    private JdbcUrl() {}

    private static Optional<String> problem(String url) {
        if (!url.startsWith(SCHEME)) {
            return Optional.of("expected " + EXAMPLE + ", was no URL that begins with " + SCHEME);
        }
        var rest = url.substring(SCHEME.length());
        var question = rest.indexOf('?');
        var address = question < 0 ? rest : rest.substring(0, question);
        var slash = address.indexOf('/');
        var authority = slash < 0 ? address : address.substring(0, slash);
        return authorityProblem(authority)
                .or(() -> databaseProblem(slash < 0 ? "" : address.substring(slash + 1)))
                .or(() -> question < 0 ? Optional.empty() : propertiesProblem(rest.substring(question + 1)));
    }

    private static Optional<String> authorityProblem(String authority) {
        if (authority.indexOf('@') >= 0) {
            return Optional.of("expected neither user nor password in the URL: they have settings of their own");
        }
        if (authority.indexOf(',') >= 0) {
            return Optional.of("expected one host, were several");
        }
        var colon = authority.lastIndexOf(':');
        var hasPort = colon > authority.lastIndexOf(']');
        var host = hasPort ? authority.substring(0, colon) : authority;
        if (!HOST.matcher(host).matches()) {
            return Optional.of("expected " + EXAMPLE + ", was no host name or address in the place of HOST");
        }
        return hasPort && !isPort(authority.substring(colon + 1))
                ? Optional.of("expected a port from 1 to 65535 after the host")
                : Optional.empty();
    }

    private static boolean isPort(String text) {
        return PORT.matcher(text).matches() && Integer.parseInt(text) <= 65_535;
    }

    private static Optional<String> databaseProblem(String database) {
        return DATABASE.matcher(database).matches()
                ? Optional.empty()
                : Optional.of("expected " + EXAMPLE + ", was no name of a database in the place of DATABASE");
    }

    private static Optional<String> propertiesProblem(String query) {
        var seen = new HashSet<String>();
        for (var pair : query.split("&", -1)) {
            var property = PROPERTY.matcher(pair);
            if (!property.matches()) {
                return Optional.of("expected properties as NAME=VALUE, with & between them");
            }
            var name = property.group(1);
            if (!PROPERTIES.contains(name)) {
                return Optional.of("the property %s may not be set, only %s%s"
                        .formatted(Quote.of(name), String.join(", ", PROPERTIES), Spelling.hint(name, PROPERTIES)));
            }
            if (!seen.add(name)) {
                return Optional.of("the property %s is set twice".formatted(Quote.of(name)));
            }
        }
        return Optional.empty();
    }
}
