/** A sender’s key: long enough that nobody guesses it. */
export const KEY = /^[\w-]{16,80}$/;
