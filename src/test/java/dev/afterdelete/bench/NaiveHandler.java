package dev.afterdelete.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a team writes by hand for the recipe manager: each message is bound to a tree, and deletes with three
 * statements, each of them its own transaction. It is what ours is measured against.
 */
public final class NaiveHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private @Nullable Connection connection;

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var failures = new ArrayList<BatchItemFailure>();
        for (var message : event.getRecords()) {
            try {
                delete(message);
            } catch (SQLException | JsonProcessingException e) {
                context.getLogger().log(message.getMessageId() + " failed: " + e);
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    private void delete(SQSMessage message) throws SQLException, JsonProcessingException {
        var id = JSON.readTree(message.getBody()).required("id").longValue();
        execute("DELETE FROM ingredients WHERE recipe_id = ?", id);
        execute("DELETE FROM steps WHERE recipe_id = ?", id);
        execute("DELETE FROM recipes WHERE id = ?", id);
    }

    private void execute(String sql, long id) throws SQLException {
        try (var statement = connection().prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection(
                    System.getenv("AFTERDELETE_DB_URL"),
                    System.getenv("AFTERDELETE_DB_USER"),
                    System.getenv("AFTERDELETE_DB_PASSWORD"));
        }
        return connection;
    }
}
