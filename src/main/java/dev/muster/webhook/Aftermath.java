package dev.muster.webhook;

import dev.muster.webhook.Outcome.Blocked;
import dev.muster.webhook.Outcome.Delivered;
import dev.muster.webhook.Outcome.Gone;
import dev.muster.webhook.Outcome.Refused;
import dev.muster.webhook.Outcome.Unreachable;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What follows for a lane when an attempt has ended: on to the next, into a row, or back as if it had not been tried. */
final class Aftermath {

    private final Chains chains;
    private final DueRows rows;
    private final RowBook book;
    private final Health health;
    private final Schedule schedule;
    private final RandomGenerator random;

    Aftermath(Chains chains, DueRows rows, RowBook book, Health health, Schedule schedule, RandomGenerator random) {
        this.chains = chains;
        this.rows = rows;
        this.book = book;
        this.health = health;
        this.schedule = schedule;
        this.random = random;
    }

    void of(Delivery delivery, Outcome outcome, AttemptRow attempt, Instant now) {
        health.landed(delivery, outcome, attempt.millis(), now);
        book.attempted(attempt);
        switch (outcome) {
            case Delivered delivered -> succeeded(delivery);
            case Gone gone -> refusedForGood(delivery);
            case Refused refused -> failed(delivery, attempt, refused.retryAfter(), now);
            case Unreachable unreachable -> failed(delivery, attempt, null, now);
            case Blocked blocked -> failed(delivery, attempt, null, now);
        }
    }

    private void succeeded(Delivery delivery) {
        delivery.settle();
        if (delivery.inRow()) {
            book.delivered(delivery);
            rows.advance(delivery);
        } else {
            chains.advance(delivery);
        }
    }

    private void refusedForGood(Delivery delivery) {
        putBack(delivery);
        book.disable("The receiver answered 410 Gone.");
    }

    /** While the breaker is open a failure says something about the endpoint and nothing about the event. */
    private void failed(Delivery delivery, AttemptRow attempt, String retryAfter, Instant now) {
        if (health.isFrozen()) {
            putBack(delivery);
            return;
        }
        delivery.fail();
        delivery.settle();
        schedule.nextAttempt(delivery.failed(), now, retryAfter, random)
                .ifPresentOrElse(next -> waitInRow(delivery, next, attempt), () -> giveUp(delivery, now, attempt));
    }

    private void waitInRow(Delivery delivery, Instant next, AttemptRow attempt) {
        book.due(delivery, next, attempt);
        if (delivery.inRow()) {
            rows.leave(delivery);
        } else {
            chains.leave(delivery).forEach(book::behind);
        }
    }

    private void giveUp(Delivery delivery, Instant now, AttemptRow attempt) {
        book.dead(delivery, now, attempt);
        if (delivery.inRow()) {
            rows.advance(delivery);
        } else {
            chains.advance(delivery);
        }
    }

    private void putBack(Delivery delivery) {
        delivery.putBack();
        if (delivery.inRow()) {
            rows.putBack(delivery);
        } else {
            chains.putBack(delivery);
        }
    }
}
