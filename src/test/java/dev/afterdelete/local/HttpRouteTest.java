package dev.afterdelete.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpRouteTest {
    private static final HttpRoute ROWS = new HttpRoute("DELETE /{table}/{id}");

    @Test
    void parametersAreWhatStandsInTheirPlace() {
        assertThat(ROWS.match("DELETE", "/recipes/7")).contains(Map.of("table", "recipes", "id", "7"));
    }

    @Test
    void anotherMethodOrLengthIsAnotherRoute() {
        assertThat(ROWS.match("GET", "/recipes/7")).isEmpty();
        assertThat(ROWS.match("DELETE", "/recipes")).isEmpty();
        assertThat(ROWS.match("DELETE", "/recipes/7/steps")).isEmpty();
    }

    @Test
    void aParameterIsNeverEmpty() {
        assertThat(ROWS.match("DELETE", "/recipes/")).isEmpty();
        assertThat(ROWS.match("DELETE", "//7")).isEmpty();
    }

    @Test
    void anyTakesEveryMethod() {
        assertThat(new HttpRoute("ANY /{table}/{id}").match("PATCH", "/recipes/7"))
                .isPresent();
    }

    @Test
    void aGreedyParameterTakesTheRestOfThePath() {
        assertThat(new HttpRoute("GET /files/{rest+}").match("GET", "/files/a/b/c"))
                .contains(Map.of("rest", "a/b/c"));
        assertThat(new HttpRoute("GET /files/{rest+}").match("GET", "/files")).isEmpty();
    }

    @Test
    void fixedSegmentsHaveToBeEqual() {
        assertThat(new HttpRoute("GET /health").match("GET", "/health")).contains(Map.of());
        assertThat(new HttpRoute("GET /health").match("GET", "/wealth")).isEmpty();
    }

    @Test
    void theDefaultRouteTakesEverythingAndNamesNothing() {
        assertThat(new HttpRoute("$default").match("PUT", "/a/b/c")).contains(Map.of());
    }

    @Test
    void whatIsNoRouteIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpRoute("delete /{table}/{id}"));
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpRoute("DELETE {table}"));
    }
}
