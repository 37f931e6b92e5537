package dev.afterdelete.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultClass;
import dev.afterdelete.fault.FaultCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemJsonTest {
    @Test
    void aProblemWithoutCodeIsToldByItsStatus() {
        var response =
                ProblemJson.notFound("There is no table \"of\" that name.").response();

        assertThat(response.getStatusCode()).isEqualTo(404);
        assertThat(response.getHeaders()).isEqualTo(Map.of("content-type", "application/problem+json"));
        assertThat(response.getBody()).isEqualTo("""
                {"type":"about:blank","title":"Not Found","status":404,\
                "detail":"There is no table \\"of\\" that name."}""");
    }

    @Test
    void aFaultIsToldByItsCodeMeaningAndReason() {
        var response = ProblemJson.of(new Fault(FaultCode.ZERO_KEY, "recipes.id takes no 0"))
                .response();

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(response.getBody()).isEqualTo("""
                {"type":"urn:afterdelete:fault:ZERO_KEY","title":"%s","status":400,\
                "detail":"recipes.id takes no 0","code":"ZERO_KEY"}""".formatted(FaultCode.ZERO_KEY.meaning()));
    }

    @Test
    void aMethodThatIsNotAllowedNamesTheOneThatIs() {
        assertThat(ProblemJson.methodNotAllowed("DELETE").response().getHeaders())
                .containsEntry("allow", "DELETE");
    }

    @ParameterizedTest
    @EnumSource(FaultCode.class)
    void onlyAFaultOfTheClientsOwnTellsItsReason(FaultCode code) {
        var problem = ProblemJson.of(new Fault(code, "host db-7 said no"));

        assertThat(problem.status() < 500).isEqualTo(code.faultClass() == FaultClass.PERMANENT);
        assertThat(problem.detail().contains("db-7")).isEqualTo(problem.status() < 500);
        assertThat(problem.code()).contains(code);
    }

    @ParameterizedTest
    @EnumSource(FaultCode.class)
    void whatTimeCanHealSaysWhenToTryAgain(FaultCode code) {
        var problem = ProblemJson.of(Fault.of(code));
        var healing = code == FaultCode.CANNOT_CONNECT
                || List.of(FaultClass.TRANSIENT, FaultClass.TOO_LARGE).contains(code.faultClass());

        assertThat(problem.status() == 503).isEqualTo(healing);
        assertThat(problem.headers().containsKey("retry-after")).isEqualTo(healing);
    }

    @Test
    void whatTheDataForbidsIsAConflictAndAnUnknownTableIsNotFound() {
        assertThat(ProblemJson.of(Fault.of(FaultCode.CONSTRAINT_VIOLATED)).status())
                .isEqualTo(409);
        assertThat(ProblemJson.of(Fault.of(FaultCode.UNKNOWN_TABLE)).status()).isEqualTo(404);
        assertThat(ProblemJson.of(Fault.of(FaultCode.INVALID_KEY)).status()).isEqualTo(400);
        assertThat(ProblemJson.of(Fault.of(FaultCode.SCHEMA_MISMATCH)).status()).isEqualTo(500);
    }

    @Test
    void aProblemIsNoSuccess() {
        assertThatThrownBy(() -> new ProblemJson(202, "Accepted", "fine", Optional.empty(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("202");
    }

    @Test
    void aSuccessIsAJsonObjectInItsOwnOrder() {
        var response = JsonResponse.of(200, Map.of("rows", Map.of("ingredients", 10L)));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).isEqualTo(Map.of("content-type", "application/json"));
        assertThat(response.getBody()).isEqualTo("{\"rows\":{\"ingredients\":10}}");
    }
}
