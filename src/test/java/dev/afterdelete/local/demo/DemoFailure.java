package dev.afterdelete.local.demo;

/** Something did not come out as it has to. */
final class DemoFailure extends RuntimeException {
    DemoFailure(String message) {
        super(message);
    }
}
