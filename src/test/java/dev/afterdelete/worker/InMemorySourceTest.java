package dev.afterdelete.worker;

import java.time.Duration;
import java.util.stream.IntStream;

class InMemorySourceTest extends MessageSourceContract {
    private final InMemorySource source = new InMemorySource(Duration.ofSeconds(30));

    @Override
    MessageSource source() {
        return source;
    }

    @Override
    void send(int messages) {
        source.with(
                IntStream.range(0, messages).mapToObj(number -> "m" + number).toArray(String[]::new));
    }

    @Override
    void letHeldTimePass() {
        source.letGo();
    }
}
