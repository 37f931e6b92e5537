package dev.afterdelete.observe;

import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import java.util.List;
import java.util.function.Consumer;

/** Tells several listeners. One that throws is reported and holds up neither the others nor the work. */
public final class Listeners implements CascadeListener {
    private final List<CascadeListener> listeners;
    private final Consumer<RuntimeException> failures;

    /** Tells {@code listeners} in order; what one of them throws goes to {@code failures}. */
    public Listeners(List<CascadeListener> listeners, Consumer<RuntimeException> failures) {
        this.listeners = List.copyOf(listeners);
        this.failures = failures;
    }

    @Override
    public void on(Happening happening) {
        for (var listener : listeners) {
            try {
                listener.on(happening);
            } catch (RuntimeException failure) {
                failures.accept(failure);
            }
        }
    }
}
