package dev.afterdelete;

import dev.afterdelete.wire.DeclarationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compiles the declaration that is bundled with the program, as part of its build: a function that starts has only the
 * relations to read. A declaration with mistakes ends the build.
 */
public final class DeclarationCompiler {
    private DeclarationCompiler() {}

    /**
     * Writes what the declaration says beside it.
     *
     * @param args the directory of classes and resources, which the program's jar is made of
     * @throws IOException when it cannot be written
     */
    public static void main(String[] args) throws IOException {
        try {
            Files.write(Path.of(args[0], Declaration.COMPILED), Declaration.compiled());
        } catch (DeclarationException mistakes) {
            System.err.println(mistakes.getMessage());
            System.exit(1);
        }
    }
}
