package dev.afterdelete.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseIT {
    @Test
    void whatIsClosedNeitherAnswersNorLeavesFiles() throws Exception {
        var server = EmbeddedDatabase.start();
        var database = server.address().createFresh();
        assertThat(server.directory()).isNotEmptyDirectory();
        server.close();
        server.close();
        assertThat(server.directory()).doesNotExist();
        assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
    }
}
