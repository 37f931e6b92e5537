package dev.afterdelete.scenario;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

@OnEveryServer
class ShopCheckIT {
    @Test
    void look(LocalDatabase database) throws Exception {
        database.runResource("/check/shop.sql");
        var live = dev.afterdelete.Afterdelete.liveDatabase(database.settings());
        var out = new StringWriter();
        var code = dev.afterdelete.cli.Main.run(
                database.settings(),
                new PrintWriter(out, true),
                new PrintWriter(System.out, true),
                "check",
                "--relations",
                "src/test/resources/check/shop.yaml");
        System.out.println(out + "exit " + code);
        System.out.println(dev.afterdelete.infer.Inference.of(live).text());
    }
}
