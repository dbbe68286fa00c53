package dev.muster.api;

/** Ends a call with an error; {@link ApiErrors} turns it into the answer. */
final class ApiException extends RuntimeException {

    private final transient ApiError error;

    ApiException(ApiError error) {
        super(error.body().path("message").asText(), null, false, false);
        this.error = error;
    }

    ApiError error() {
        return error;
    }
}
