package dev.afterdelete.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(written, true, UTF_8), Style.PLAIN);
    private final AtomicBoolean closed = new AtomicBoolean();

    @Test
    void whatComesToItsEndIsASuccess() {
        assertThat(Session.run(screen, session -> session.resources().add(this::close)))
                .isZero();
        assertThat(closed).isTrue();
        assertThat(written.toString(UTF_8)).isEmpty();
    }

    @Test
    void whatFailsSaysWhyAndWhatFunctionsWroteLast() {
        var status = Session.run(screen, session -> {
            session.resources().add(this::close);
            session.output().accept("Access denied for user 'nobody'");
            throw new DemoFailure("7 rows are left");
        });
        assertThat(status).isOne();
        assertThat(closed).isTrue();
        assertThat(written.toString(UTF_8)).contains("NO 7 rows are left", "Access denied for user 'nobody'");
    }

    @Test
    void whatCannotBeClosedIsAFailure() {
        var status = Session.run(
                screen,
                session -> session.resources().add(() -> {
                    throw new IllegalStateException("stuck");
                }));
        assertThat(status).isOne();
        assertThat(written.toString(UTF_8)).contains("not everything could be closed", "stuck");
    }

    private void close() {
        closed.set(true);
    }
}
