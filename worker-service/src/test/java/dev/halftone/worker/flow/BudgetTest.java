package dev.halftone.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class BudgetTest {

    private final Budget budget = new Budget(100);
    private final List<String> granted = new ArrayList<>();

    @Test
    void claimsWaitUntilTheirUnitsAreThereAndAreGrantedInOrder() {
        Budget.Claim first = claim("a", 60);
        claim("b", 50);
        claim("c", 10);
        assertThat(granted).containsExactly("a60");
        assertThat(budget.waiting()).isEqualTo(2);
        first.shrinkTo(40);
        assertThat(granted).containsExactly("a60", "b50", "c10");
        assertThat(budget.held()).isEqualTo(100);
    }

    @Test
    void oneOwnerLeavesAQuarterToTheOthers() {
        claim("slow", 40);
        claim("slow", 35);
        claim("slow", 20);
        claim("other", 20);
        assertThat(granted).containsExactly("slow40", "slow35", "other20");
    }

    @Test
    void aClaimLargerThanTheBudgetIsGrantedWhenItIsAlone() {
        Budget.Claim small = claim("a", 1);
        Budget.Claim large = claim("a", 1_000);
        assertThat(granted).containsExactly("a1");
        small.release();
        assertThat(granted).containsExactly("a1", "a1000");
        large.release();
        assertThat(budget.held()).isZero();
    }

    @Test
    void aClaimThatIsReleasedBeforeItIsGrantedLeavesItsPlace() {
        Budget.Claim first = claim("a", 100);
        claim("b", 100).release();
        claim("c", 100);
        first.release();
        assertThat(granted).containsExactly("a100", "c100");
    }

    @Test
    void releasingTwiceGivesBackOnce() {
        Budget.Claim claim = claim("a", 30);
        claim("b", 30);
        claim.release();
        claim.release();
        assertThat(budget.held()).isEqualTo(30);
    }

    private Budget.Claim claim(String owner, long bytes) {
        Budget.Claim claim = budget.claim(owner, bytes);
        Disposable waiting = claim.granted().subscribe(null, null, () -> granted.add(owner + bytes));
        assertThat(waiting).isNotNull();
        return claim;
    }
}
