package dev.afterdelete.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import dev.afterdelete.lambda.ApiRequest.DeleteRow;
import dev.afterdelete.lambda.ApiRequest.Rejected;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRequestTest {
    @Test
    void aDeleteOfATableAndAnIdNamesARow() {
        assertThat(parse("DELETE", "/recipes/123"))
                .isEqualTo(new DeleteRow("recipes", List.of("123"), Optional.empty()));
    }

    @Test
    void theIdOfACompositeKeyIsSplitAtItsCommas() {
        assertThat(parse("DELETE", "/orders/7,käse"))
                .isEqualTo(new DeleteRow("orders", List.of("7", "käse"), Optional.empty()));
    }

    @Test
    void anEmptyPartIsAPart() {
        assertThat(parse("DELETE", "/orders/7,"))
                .isEqualTo(new DeleteRow("orders", List.of("7", ""), Optional.empty()));
        assertThat(parse("DELETE", "/orders/,")).isEqualTo(new DeleteRow("orders", List.of("", ""), Optional.empty()));
    }

    @Test
    void theStageIsNoPartOfThePath() {
        assertThat(parse("DELETE", "/prod/recipes/123", "prod"))
                .isEqualTo(new DeleteRow("recipes", List.of("123"), Optional.empty()));
    }

    @Test
    void aTableMayHaveTheNameOfTheStage() {
        assertThat(parse("DELETE", "/prod/prod/1", "prod"))
                .isEqualTo(new DeleteRow("prod", List.of("1"), Optional.empty()));
        assertThat(parse("DELETE", "/prod/1", "prod")).isEqualTo(new DeleteRow("prod", List.of("1"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/recipes",
                "/recipes/",
                "//123",
                "/recipes/123/",
                "/a/recipes/123",
                "recipes/123",
                "/prod/recipes" + "/123/4"
            })
    void anyOtherPathIsNoRoute(String path) {
        assertThat(problem(parse("DELETE", path, "prod")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "delete"})
    void anyOtherMethodIsToldWhichOneIsAllowed(String method) {
        var problem = problem(parse(method, "/recipes/123"));

        assertThat(problem.status()).isEqualTo(405);
        assertThat(problem.headers()).containsEntry("allow", "DELETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/recipes/1%", "/recipes/%31", "/recipes/1,%2C", "/%72ecipes/1", "/recipes/%2531"})
    void aPathThatIsEncodedOnceMoreIsRefusedBecauseItCouldNameAnotherRow(String path) {
        assertThat(problem(parse("DELETE", path)).status()).isEqualTo(400);
    }

    @Test
    void anEventThatIsNoHttpRequestIsABadRequest() {
        assertThat(problem(ApiRequest.parse(new APIGatewayV2HTTPEvent())).status())
                .isEqualTo(400);
    }

    private static ApiRequest parse(String method, String path) {
        return parse(method, path, "$default");
    }

    private static ApiRequest parse(String method, String path, String stage) {
        return ApiRequest.parse(APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withRequestContext(RequestContext.builder()
                        .withStage(stage)
                        .withHttp(Http.builder().withMethod(method).build())
                        .build())
                .build());
    }

    private static ProblemJson problem(ApiRequest request) {
        assertThat(request).isInstanceOf(Rejected.class);
        return ((Rejected) request).problem();
    }
}
