package dev.muster.local;

import java.util.List;
import java.util.stream.Collectors;

/** What Muster says to the person who started it, apart from the log: few blocks, each set off by blank lines. */
public final class Console {
    private static final String INDENT = "  ";

    private Console() {}

    /** Prints the lines to standard output as one block, so that parallel log lines do not cut through it. */
    public static void print(List<String> lines) {
        System.out.print(block(lines));
        System.out.flush();
    }

    static String block(List<String> lines) {
        return lines.stream()
                .map(line -> line.isEmpty() ? "" : INDENT + line)
                .collect(Collectors.joining("\n", "\n", "\n\n"));
    }
}
