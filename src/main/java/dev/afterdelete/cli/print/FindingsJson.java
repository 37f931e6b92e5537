package dev.afterdelete.cli.print;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.afterdelete.check.Finding;
import java.io.IOException;
import java.util.List;

/** Findings for a machine. */
public final class FindingsJson {
    private FindingsJson() {}

    /** An array, one object a finding; {@code line} and {@code column} are missing where there is no place. */
    public static String of(List<Finding> findings, String file) {
        return JsonLines.array(findings, (json, finding) -> write(json, finding, file));
    }

    private static void write(JsonGenerator json, Finding finding, String file) throws IOException {
        json.writeStringField("code", finding.code().name());
        json.writeStringField("severity", finding.severity().word());
        json.writeStringField("subject", finding.subject());
        json.writeStringField("file", file);
        if (finding.place().isPresent()) {
            json.writeNumberField("line", finding.place().get().line());
            json.writeNumberField("column", finding.place().get().column());
        }
        json.writeStringField("message", finding.message());
        json.writeStringField("remedy", finding.remedy());
    }
}
