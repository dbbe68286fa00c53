package dev.muster.support.wire;

/**
 * The REST API as an application sees it.
 *
 * @param baseUrl where {@code /events} and the others are; a slash at its end is dropped
 * @param apiKey a key of the environment that is tested
 */
public record ApiTarget(String baseUrl, String apiKey) {

    public ApiTarget {
        baseUrl = Urls.withoutTrailingSlash(baseUrl);
    }
}
