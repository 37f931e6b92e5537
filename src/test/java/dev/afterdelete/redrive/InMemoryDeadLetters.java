package dev.afterdelete.redrive;

import dev.afterdelete.fault.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@link DeadLetters} port as a map, with a clock of its own that only a test moves. */
final class InMemoryDeadLetters implements DeadLetters {
    private static final int AT_ONCE = 10;
    private static final Instant START = Instant.parse("2026-01-31T08:30:00Z");

    private final Map<String, BuriedLetter> letters = new LinkedHashMap<>();
    private final Map<String, Instant> hiddenUntil = new LinkedHashMap<>();
    private Instant now = START;
    private int receipts;
    private int buried;

    /** Adds a letter, sent now; returns its id. */
    String bury(String body, Map<String, String> attributes) {
        var id = "letter-" + ++buried;
        letters.put(id, new BuriedLetter(id, "none", body, attributes, now));
        return id;
    }

    void passTime(Duration time) {
        now = now.plus(time);
    }

    Collection<BuriedLetter> all() {
        return letters.values();
    }

    @Override
    public Census census() {
        var visible = letters.keySet().stream().filter(this::isVisible).count();
        return new Census(visible, letters.size() - visible);
    }

    private boolean isVisible(String id) {
        return !hiddenUntil.getOrDefault(id, Instant.MIN).isAfter(now);
    }

    @Override
    public List<BuriedLetter> take(Duration hidden) {
        var taken = new ArrayList<BuriedLetter>();
        for (var letter : letters.values()) {
            if (taken.size() < AT_ONCE && isVisible(letter.id())) {
                hiddenUntil.put(letter.id(), now.plus(hidden));
                taken.add(new BuriedLetter(
                        letter.id(),
                        letter.id() + "#" + ++receipts,
                        letter.body(),
                        letter.attributes(),
                        letter.sent()));
            }
        }
        return taken;
    }

    @Override
    public List<Optional<Fault>> remove(List<BuriedLetter> some) {
        some.forEach(letter -> letters.remove(letter.id()));
        return some.stream().map(_ -> Optional.<Fault>empty()).toList();
    }

    @Override
    public int giveBack(Collection<String> receipts) {
        receipts.forEach(receipt -> hiddenUntil.remove(receipt.split("#", 2)[0]));
        return 0;
    }
}
