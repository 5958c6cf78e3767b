/**
 * Credentials, decrypted, that were checked on their way to a request. n8n hands the same object to `preAuthentication`
 * and then to `authenticate`, which so knows whether a connection test has its sign-in behind it.
 */
const checked = new WeakSet<object>();

export const markChecked = (credentials: object): void => void checked.add(credentials);

/** True once for each check: the next press of Test is to be checked anew. */
export const takeChecked = (credentials: object): boolean => checked.delete(credentials);
