package dev.afterdelete.rabbit.letter;

import com.rabbitmq.client.GetResponse;
import java.util.HashSet;
import java.util.Set;

/**
 * Ids for letters: the same each time they are looked at, and no two that are in hand have one. A letter's own message
 * id may be missing, and others may have it too. Of letters that differ in nothing the first is named by what they are,
 * the others by that and their number; which is which does not matter.
 */
public final class LetterIds {
    private final Set<String> inHand = new HashSet<>();
    private final Set<String> removed = new HashSet<>();

    /** Names a letter that was taken. */
    public String take(GetResponse letter) {
        var fingerprint = Fingerprint.of(letter.getProps(), letter.getBody());
        var id = fingerprint;
        for (var number = 2; inHand.contains(id) || removed.contains(id); number++) {
            id = "%s-%d".formatted(fingerprint, number);
        }
        inHand.add(id);
        return id;
    }

    /** The letter of this id is gone, and no other one gets its id. */
    public void remove(String id) {
        inHand.remove(id);
        removed.add(id);
    }

    /** The letter of this id is not in hand any more, and will be taken again. */
    public void giveBack(String id) {
        inHand.remove(id);
    }

    /** None is in hand any more. */
    public void giveBackAll() {
        inHand.clear();
    }
}
