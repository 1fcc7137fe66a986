/** Evidence: how many files, and how large one may be. */
export const MOST_FILES = 10;
export const MOST_FILE_BYTES = 10 * 1024 * 1024;
