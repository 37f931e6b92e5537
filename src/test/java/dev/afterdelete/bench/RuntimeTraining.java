package dev.afterdelete.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A function that loads every class of the runtime client and its libraries, and nothing else, so that a JVM which
 * writes an archive at its end writes the one that a managed runtime has.
 */
public final class RuntimeTraining implements RequestStreamHandler {
    private static final String CLASS = ".class";

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var loaded = 0;
        for (var jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            try (var file = new ZipFile(jar)) {
                loaded += (int) file.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.endsWith(CLASS) && !name.startsWith("META-INF/"))
                        .filter(RuntimeTraining::load)
                        .count();
            }
        }
        answer.write(Integer.toString(loaded).getBytes(UTF_8));
    }

    private static boolean load(String file) {
        var name = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
        try {
            Class.forName(name, true, ClassLoader.getSystemClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false; // it needs a library that is not there: no function can use it either
        }
    }
}
