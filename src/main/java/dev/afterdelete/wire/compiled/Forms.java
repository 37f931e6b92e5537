package dev.afterdelete.wire.compiled;

/** The numbers by which the forms of sealed types go. */
final class Forms {
    static final int IS_TRUE = 0;
    static final int NOT_NULL = 1;
    static final int EQUALS = 2;

    static final int CASCADE = 0;
    static final int SET_NULL = 1;
    static final int SET_DEFAULT = 2;
    static final int RESTRICT = 3;
    static final int DO_NOTHING = 4;

    private Forms() {}
}
