package dev.muster.support;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged as an error, by whomever, until it is closed. */
public final class LoggedErrors extends Handler implements AutoCloseable {

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    public LoggedErrors() {
        Logger.getLogger("").addHandler(this);
    }

    /** Logger, message and exception of each. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
            texts.add("%s %s %s".formatted(entry.getLoggerName(), entry.getMessage(), entry.getThrown()));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
