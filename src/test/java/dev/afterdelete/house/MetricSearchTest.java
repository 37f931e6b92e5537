package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of CloudWatch's own manual, and what this project once searched for and should not have. */
class MetricSearchTest {
    @Test
    void namesFallApartAsTheManualSays() {
        assertThat(MetricSearch.tokens("CustomCount1")).containsExactly("Custom", "Count", "1");
        assertThat(MetricSearch.tokens("SDBFailure")).containsExactly("SDB", "Failure");
        assertThat(MetricSearch.tokens("Project2-trial333")).containsExactly("Project", "2", "trial", "333");
    }

    @Test
    void oneTokenIsFoundInAnyCaseSeveralOnlyAsTheyAre() {
        assertThat(List.of("count", "Count", "COUNT", "CustomCount", "Count1"))
                .allSatisfy(term ->
                        assertThat(MetricSearch.isPart(term, "CustomCount1")).isTrue());
        assertThat(List.of("couNT", "customcount", "count1", "Customs"))
                .allSatisfy(term ->
                        assertThat(MetricSearch.isPart(term, "CustomCount1")).isFalse());
    }

    @Test
    void aWordIsFoundInTheMiddleOfANameUnlessThatIsLeftOut() {
        var names = List.of("BacklogRefused", "Refused", "Refused.ZERO_KEY");
        assertThat(search("Refused NOT MetricName=\"Refused\"").found(names))
                .containsExactly("BacklogRefused", "Refused.ZERO_KEY");
        assertThat(search("Refused NOT MetricName=\"Refused\" NOT MetricName=Backlog")
                        .found(names))
                .containsExactly("Refused.ZERO_KEY");
    }

    @Test
    void onlyFormsOfTheManualAreTaken() {
        assertThat(MetricSearch.parse("SEARCH('{N,D} D=(\"a\" OR \"b\") MetricName=M', 'Sum', 300)"))
                .isEmpty();
    }

    private static MetricSearch search(String metric) {
        return MetricSearch.parse("SEARCH('{N,D} (\"a\" OR \"b\") MetricName=" + metric + "', 'Sum', 300)")
                .orElseThrow();
    }
}
