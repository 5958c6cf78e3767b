/** Environment variables that carry what globalSetup made to the test files. */
export const SHARED_URL = 'E2E_N8N_URL';
export const TARBALL = 'E2E_TARBALL';
