package dev.afterdelete.local;

import java.sql.SQLException;
import software.amazon.awssdk.services.sqs.SqsClient;

class LambdaRuntimesIT extends LocalSystemContract {
    LambdaRuntimesIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        super(new LambdaRuntimes(), database, sqs);
    }
}
