package dev.afterdelete.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * What a call took of the thread that made it, so that it does not matter what else the machine does.
 *
 * @param cpuNanos of the processor
 * @param bytes allocated, whether or not they were kept
 */
public record Cost(long cpuNanos, long bytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Makes a call, and says what it took. */
    public static <T> Measured<T> of(Supplier<T> call) {
        var bytes = THREADS.getCurrentThreadAllocatedBytes();
        var nanos = THREADS.getCurrentThreadCpuTime();
        var result = call.get();
        return new Measured<>(
                result,
                new Cost(THREADS.getCurrentThreadCpuTime() - nanos, THREADS.getCurrentThreadAllocatedBytes() - bytes));
    }

    /** What came of a call, and what it took. */
    public record Measured<T>(T result, Cost cost) {}

    /** Whether neither is more than it may be. */
    public boolean isWithin(long mostNanos, long mostBytes) {
        return cpuNanos <= mostNanos && bytes <= mostBytes;
    }
}
