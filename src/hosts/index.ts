export { openCredentialStore, type CredentialStore, type KeptCredentials } from './credential-store.ts';
