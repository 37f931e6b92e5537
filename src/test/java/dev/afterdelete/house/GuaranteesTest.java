package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the promises against the tests that they name, and the stories against the promises. */
class GuaranteesTest {
    private static final Path DOCUMENT = Path.of("docs/guarantees.md");
    private static final Path STORIES = Path.of("src/test/resources/scenarios");
    private static final Pattern STORY = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`|\\*Story\\*\\s+`([a-z]+)`");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT))`");

    @Test
    void everyStoryThatIsNamedExists() throws IOException {
        assertThat(names(STORY))
                .isNotEmpty()
                .allSatisfy(story -> assertThat(STORIES.resolve(story)).isDirectory());
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            var tests = files.map(file -> file.getFileName().toString()).toList();
            assertThat(names(TEST))
                    .isNotEmpty()
                    .allSatisfy(test -> assertThat(tests).contains(test + ".java"));
        }
    }

    @Test
    void thereIsAStoryForEveryPromiseThatNamesNoTest() throws IOException {
        var promises =
                Files.readString(DOCUMENT).split("## Not guaranteed", 2)[0].split("\n(?=[0-9]+\\. )", -1);
        assertThat(Stream.of(promises).skip(1))
                .isNotEmpty()
                .allSatisfy(promise -> assertThat(STORY.matcher(promise).find()
                                || TEST.matcher(promise).find())
                        .isTrue());
    }

    private static Iterable<String> names(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(DOCUMENT))
                .results()
                .map(GuaranteesTest::name)
                .toList();
    }

    private static String name(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }
}
