package dev.afterdelete.aws;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What failures of Secrets Manager are called here; the reason is in its own words, which hold no secret. */
final class SecretFaults {
    /**
     * The codes with which it denies access; some of them come with HTTP status 400.
     *
     * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html">Secrets Manager:
     *     common errors</a>
     */
    private static final Set<String> DENIALS = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "DecryptionFailure",
            "ExpiredTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "OptInRequired",
            "UnrecognizedClientException");

    private static final Set<Integer> DENYING = Set.of(401, 403);
    private static final int OWN_FAULT = 500;
    private static final int LONGEST_LINE = 300;

    private SecretFaults() {}

    /**
     * Why the secret of {@code setting} was not read.
     *
     * @param unreachable what it is called when Secrets Manager does not answer
     */
    static Fault of(SdkException error, String setting, FaultCode unreachable) {
        return new Fault(
                codeOf(error, unreachable), "the secret of %s cannot be read: %s".formatted(setting, words(error)));
    }

    private static FaultCode codeOf(SdkException error, FaultCode unreachable) {
        if (error instanceof AwsServiceException answer) {
            return codeOf(answer, unreachable);
        }
        return error instanceof ApiCallTimeoutException || isOfTheNetwork(error)
                ? unreachable
                : FaultCode.INVALID_CONFIGURATION;
    }

    private static FaultCode codeOf(AwsServiceException answer, FaultCode unreachable) {
        if (answer.statusCode() >= OWN_FAULT || answer.isThrottlingException()) {
            return unreachable;
        }
        var denied = DENYING.contains(answer.statusCode())
                || errorCode(answer).filter(DENIALS::contains).isPresent();
        return denied ? FaultCode.ACCESS_DENIED : FaultCode.INVALID_CONFIGURATION;
    }

    private static boolean isOfTheNetwork(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static String words(SdkException error) {
        return switch (error) {
            case AwsServiceException answer -> words(answer);
            case ApiCallTimeoutException _ -> "Secrets Manager did not answer within " + SecretsClients.CALL;
            default -> firstLine(error.getMessage()).orElse("no reason given");
        };
    }

    private static String words(AwsServiceException answer) {
        var code = errorCode(answer).orElseGet(() -> "HTTP status " + answer.statusCode());
        var message = details(answer).flatMap(details -> firstLine(details.errorMessage()));
        return message.map(line -> code + ", " + line).orElse(code);
    }

    private static Optional<String> errorCode(AwsServiceException answer) {
        return details(answer)
                .flatMap(details -> Optional.ofNullable(details.errorCode()))
                .filter(code -> !code.isBlank());
    }

    private static Optional<AwsErrorDetails> details(AwsServiceException answer) {
        return Optional.ofNullable(answer.awsErrorDetails());
    }

    private static Optional<String> firstLine(@Nullable String text) {
        return Optional.ofNullable(text)
                .flatMap(message -> message.lines().findFirst())
                .filter(line -> !line.isBlank())
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line);
    }
}
