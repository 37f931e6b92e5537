package dev.afterdelete.local;

import java.sql.SQLException;
import software.amazon.awssdk.services.sqs.SqsClient;

class InProcessHandlersIT extends LocalSystemContract {
    InProcessHandlersIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        super(new InProcessHandlers(), database, sqs);
    }
}
