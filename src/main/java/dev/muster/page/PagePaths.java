package dev.muster.page;

/** Which addresses are pages for people; all others belong to machines. */
public final class PagePaths {

    private PagePaths() {}

    public static boolean owns(String path) {
        return isBelow("/dashboard", path) || isBelow("/portal", path) && !isBelow("/portal/generate_link", path);
    }

    /** Whether the path is this one or lies below it. */
    public static boolean isBelow(String folder, String path) {
        return path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }
}
