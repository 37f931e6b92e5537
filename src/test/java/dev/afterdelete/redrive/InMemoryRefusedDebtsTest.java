package dev.afterdelete.redrive;

import java.util.Set;

class InMemoryRefusedDebtsTest extends RefusedDebtsContract {
    private final InMemoryRefusedDebts debts = new InMemoryRefusedDebts();

    @Override
    protected RefusedDebts open() {
        return debts;
    }

    @Override
    protected void owe(long id, String body) {
        debts.owe(id, body);
    }

    @Override
    protected void refuse(long id, String body, String code) {
        debts.refuse(id, body, code);
    }

    @Override
    protected Set<Long> owed() {
        return debts.owed();
    }
}
