package dev.afterdelete.execute;

/** Is told what happens. What it does with that, even when it throws, changes no outcome. */
@FunctionalInterface
public interface CascadeListener {
    /** Takes note. */
    void on(Happening happening);
}
