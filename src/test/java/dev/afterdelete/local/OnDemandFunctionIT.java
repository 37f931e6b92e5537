package dev.afterdelete.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnDemandFunctionIT {
    private final OnDemandFunction function = new OnDemandFunction(EchoHandler.configuration(), _ -> {});

    @AfterEach
    void close() {
        function.close();
    }

    @Test
    void anEnvironmentThatEndedFailsItsEventAndAnotherTakesItsPlace() {
        assertThat(EchoHandler.invoke(function, "a")).contains("m-0");
        assertThatThrownBy(() -> EchoHandler.invoke(function, "exit")).isInstanceOf(FunctionException.class);
        assertThat(EchoHandler.invoke(function, "a")).contains("m-0");
    }

    @Test
    void whatIsClosedStartsNothing() {
        function.close();
        assertThatThrownBy(() -> EchoHandler.invoke(function, "a")).hasMessageContaining("closed");
    }
}
