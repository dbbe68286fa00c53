package dev.muster.directory;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DirectoryTokensTest {

    @Inject
    ScimDirectories directories;

    @Inject
    Directories rows;

    @Inject
    DirectoryTokens tokens;

    @Test
    void aTokenThatIsUsedWhileItIsRevokedStopsWithTheCommit() {
        ScimDirectory directory = directories.of(ProviderType.OKTA);
        directories.inside(directory.tenant(), () -> {
            Directory row = rows.get(directory.access().directoryId()).orElseThrow();
            tokens.list(row).forEach(token -> tokens.revoke(row, token.id()));
            directory.get("/Users").then().statusCode(200);
            return null;
        });
        directory.get("/Users").then().statusCode(401);
    }

    @Test
    void aPauseIsObeyedByTheNextRequest() {
        ScimDirectory directory = directories.of(ProviderType.OKTA);
        directory.get("/Users").then().statusCode(200);
        directories.inside(
                directory.tenant(),
                () -> rows.change(directory.access().directoryId(), new Directories.Change(null, null, null, true)));
        directory.get("/Users").then().statusCode(403);
    }
}
