export { openCredentialStore, type CredentialStore, type KeptCredentials } from './credential-store.ts';
export type { CodeFlow, CodeOutcome, GrantedToken, HostGrant, PendingSignIn } from './code-flow.ts';
export type { DeviceCode, DeviceFlow, DeviceOutcome } from './device-flow.ts';
export type { BranchRules, ChangeRequest, HostAdapter, MergedRequest, Right, TokenCheck } from './host-adapter.ts';
export { hostOf, type HostPlace } from './host-place.ts';
export { openCodeFlow, openDeviceFlow, openHost } from './open-host.ts';
export { tokenPageOf, type TokenPage } from './token-page.ts';
