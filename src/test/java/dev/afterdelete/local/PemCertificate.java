package dev.afterdelete.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that vouches for itself, made for a test.
 *
 * @param certificate in PEM
 * @param key its private key, in PEM
 * @param store the certificate and the key, under the alias {@code server}
 */
public record PemCertificate(String certificate, String key, KeyStore store) {
    private static final String PASSWORD = "changeit";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** A new one for a host of that name; {@code directory} keeps a file of it. */
    public static PemCertificate of(String host, Path directory) {
        var file = directory.resolve(host + ".p12");
        keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2")
                .with("-dname", "CN=" + host, "-ext", "san=dns:" + host, "-ext", "bc=ca:true")
                .with("-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
                .run();
        try (var input = Files.newInputStream(file)) {
            return read(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PemCertificate read(InputStream input) throws IOException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(input, PASSWORD.toCharArray());
            return new PemCertificate(
                    pem("CERTIFICATE", store.getCertificate("server").getEncoded()),
                    pem(
                            "PRIVATE KEY",
                            store.getKey("server", PASSWORD.toCharArray()).getEncoded()),
                    store);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, LINES.encodeToString(bytes), what);
    }

    /** What trusts this certificate and no other. */
    public SSLContext trust() {
        try {
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("trusted", store.getCertificate("server"));
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Command keytool(String... arguments) {
        var program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        return new Command(List.of(program)).with(arguments);
    }

    private record Command(List<String> words) {
        Command with(String... more) {
            var all = new ArrayList<>(words);
            all.addAll(List.of(more));
            return new Command(List.copyOf(all));
        }

        void run() {
            try {
                var process = new ProcessBuilder(words).inheritIO().start();
                if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new IllegalStateException("failed: " + words);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
