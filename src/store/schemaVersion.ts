/**
 * How many steps `migrations` has. It stands apart, so that a database which is up to date is opened without reading
 * them; a test compares the two.
 */
export const schemaVersion = 28;
