package dev.muster.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/**
 * The folder in which one running Muster keeps its database and generated keys; readable by its owner only.
 *
 * <p>Two processes on one database directory would destroy it, so the folder is claimed first. The claim is a lock of
 * the operating system: it ends with the process, however that ends, and leaves nothing stale behind.
 */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder where it is missing, and claims it until {@link #close()} or the end of this process.
     *
     * @throws CannotStart when another process holds it, or it cannot be written
     */
    public static DataFolder claim(Path path) {
        try {
            make(path);
            return lock(path);
        } catch (IOException e) {
            throw new CannotStart("The data folder " + path.toAbsolutePath() + " cannot be used: " + e + ".", e);
        }
    }

    /** The folder's absolute path. */
    public Path path() {
        return path.toAbsolutePath().normalize();
    }

    /**
     * The text kept under this name, made and kept (mode 0600) at the first call.
     *
     * @param name a file name without folders
     * @param fresh makes the text when there is none yet
     */
    public String secret(String name, Supplier<String> fresh) {
        return secret(path, name, fresh);
    }

    static void make(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly("rwx------"));
    }

    static String secret(Path folder, String name, Supplier<String> fresh) {
        Path file = folder.resolve(name);
        try {
            if (Files.notExists(file)) {
                keep(file, fresh.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a secret in " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataFolder lock(Path path) throws IOException {
        Path file = path.resolve(LOCK);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new CannotStart("Muster already runs on the data folder " + path.toAbsolutePath() + " (process "
                    + Files.readString(file).strip() + "). Stop it first, or set MUSTER_DATA_DIR to another folder.");
        }
        write(channel, ProcessHandle.current().pid() + "\n");
        return new DataFolder(path, channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
    }

    /** Written aside and renamed: a crash half-way must not leave half a key that is then used. */
    private static void keep(Path file, String text) throws IOException {
        Path aside =
                Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", ownerOnly("rw-------"));
        Files.writeString(aside, text + "\n", StandardOpenOption.SYNC);
        Files.move(aside, file);
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
