package dev.muster.pace;

class MemorySignalsTest extends SignalsContract {

    private final Signals signals = new MemorySignals();

    @Override
    Signals signals() {
        return signals;
    }
}
