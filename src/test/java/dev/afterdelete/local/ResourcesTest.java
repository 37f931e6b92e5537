package dev.afterdelete.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private final List<String> closed = new ArrayList<>();
    private final Resources resources = new Resources();

    @Test
    void theLastOneIsClosedFirst() {
        resources.add(() -> closed.add("database"));
        resources.add(() -> closed.add("function"));
        resources.close();
        assertThat(closed).containsExactly("function", "database");
    }

    @Test
    void closingAgainClosesNothingTwice() {
        resources.add(() -> closed.add("database"));
        resources.close();
        resources.close();
        assertThat(closed).containsExactly("database");
    }

    @Test
    void oneThatCannotBeClosedKeepsNoOtherOpenAndIsReported() {
        resources.add(() -> closed.add("database"));
        resources.add(() -> {
            throw new IOException("stuck");
        });
        assertThatThrownBy(resources::close)
                .isInstanceOf(IllegalStateException.class)
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(IOException.class));
        assertThat(closed).containsExactly("database");
    }

    @Test
    void whatComesTooLateIsClosedAtOnce() {
        resources.close();
        assertThatThrownBy(() -> resources.add(() -> closed.add("late"))).isInstanceOf(IllegalStateException.class);
        assertThat(closed).containsExactly("late");
    }
}
