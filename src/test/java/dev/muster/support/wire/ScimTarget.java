package dev.muster.support.wire;

/**
 * One directory as its identity provider sees it.
 *
 * @param directoryId the directory's id in the REST API, by which its events are told from those of others
 * @param baseUrl the SCIM base URL; a slash at its end is dropped
 * @param token the directory's bearer token
 */
public record ScimTarget(String directoryId, String baseUrl, String token) {

    public ScimTarget {
        baseUrl = Urls.withoutTrailingSlash(baseUrl);
    }
}
