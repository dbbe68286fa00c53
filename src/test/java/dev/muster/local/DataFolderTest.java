package dev.muster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent;

    @Test
    void claimedFolderIsRefusedWithTheProcessThatHoldsIt() {
        try (DataFolder held = DataFolder.claim(parent.resolve("data"))) {
            assertThatThrownBy(() -> DataFolder.claim(held.path()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void folderIsFreeAgainAfterwards() {
        DataFolder.claim(parent).close();
        DataFolder.claim(parent).close();
    }

    @Test
    void lockFileOfADeadProcessClaimsNothing() throws IOException {
        Files.writeString(parent.resolve("lock"), "4711\n");
        DataFolder.claim(parent).close();
    }

    @Test
    void fileInThePlaceOfTheFolderIsSaidInASentence() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> DataFolder.claim(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void secretIsMadeOnceAndReadableByItsOwnerOnly() throws IOException {
        try (DataFolder folder = DataFolder.claim(parent.resolve("data"))) {
            assertThat(folder.secret("key", () -> "first")).isEqualTo("first");
            assertThat(folder.secret("key", () -> "second")).isEqualTo("first");
            assertThat(permissions(folder.path().resolve("key"))).isEqualTo("rw-------");
            assertThat(permissions(folder.path())).isEqualTo("rwx------");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
